package mayfly.worker;

/**
 * This attempt came at a bad time, and another one may fare better: a service is busy, a licence is taken. Another attempt follows, whatever kinds of failures the process tries
 * again, as long as its policy allows any more. A program of any language says the same by exit code 20.
 */
public class TryAgainException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Says so.
     *
     * @param message for people
     */
    public TryAgainException(String message) {
        super(message);
    }

    /**
     * Says so, and why.
     *
     * @param message for people
     * @param cause   for the log
     */
    public TryAgainException(String message, Throwable cause) {
        super(message, cause);
    }
}
