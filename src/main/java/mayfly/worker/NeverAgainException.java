package mayfly.worker;

/** The attempt failed, and any other with the same inputs would: none follows, whatever the process' policy says. A program of any language says the same by exit code 50. */
public class NeverAgainException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Says so.
     *
     * @param message for people
     */
    public NeverAgainException(String message) {
        super(message);
    }

    /**
     * Says so, and why.
     *
     * @param message for people
     * @param cause   for the log
     */
    public NeverAgainException(String message, Throwable cause) {
        super(message, cause);
    }
}
