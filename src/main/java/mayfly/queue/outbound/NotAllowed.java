package mayfly.queue.outbound;

/** An address to which this server does not go, in words that follow "not fetched: " or "cannot be used: ". */
public final class NotAllowed extends Exception {
    private static final long serialVersionUID = 1L;

    NotAllowed(String message) {
        super(message);
    }
}
