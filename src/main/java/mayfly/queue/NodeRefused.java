package mayfly.queue;

/** This node cannot be one of those that share its store; the message says why, and what to do. */
public final class NodeRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    NodeRefused(String message) {
        super(message);
    }
}
