package mayfly.app.redis;

/** Redis does not start, does not answer or refuses; the message is one line: what, and what to do about it. */
public final class RedisUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RedisUnavailable(String message) {
        super(message);
    }
}
