package mayfly.app;

/** Something outside Mayfly keeps it from starting; the message is one line: what, which value, and what to do about it. */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StartRefused(String message) {
        super(message);
    }
}
