package mayfly.worker;

/** The inputs are at fault. The message is for the person who sent them: what was found, and what would be accepted. */
public class InputException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Says so.
     *
     * @param message for people: what was found, and what would be accepted
     */
    public InputException(String message) {
        super(message);
    }

    /**
     * Says so, and why.
     *
     * @param message for people: what was found, and what would be accepted
     * @param cause   for the log
     */
    public InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
