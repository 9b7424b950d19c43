package mayfly.launch.sandbox;

/** What a sandbox asks for cannot be had on this host; the message says why, and where there is a way, what to do. Fit for operators. */
final class NotPossible extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotPossible(String message) {
        super(message);
    }
}
