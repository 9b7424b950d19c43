package mayfly.queue;

import java.time.Duration;

/**
 * Something asked for that is not done, and why, in words for the person who asked. Answered in one place for each face, as a page or as a
 * problem document.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why; each has the HTTP status that says it. */
    public enum Reason {
        NO_SUCH_PROCESS(404), NO_SUCH_JOB(404), EXPIRED(410), NO_RESULT(404), NOT_YOURS(403), NOT_FINISHED(409), BAD_REQUEST(400), KEY_REUSED(422), BAD_REFERENCE(422), TOO_LARGE(413),
        QUEUE_FULL(429), STORE_DOWN(503), RECORD_LOST(503), READ_ONLY(503), PROCESS_UNAVAILABLE(503), DISK_FULL(507);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private final Reason reason;
    private final transient Duration retryAfter;

    public Refusal(Reason reason, String message) {
        this(reason, message, null, null);
    }

    public Refusal(Reason reason, String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    /** When asking again makes sense; null where it does not. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
