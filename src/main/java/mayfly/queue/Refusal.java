package mayfly.queue;

import java.time.Duration;

/**
 * Something asked for that is not done, and why, in words for the person who asked. Answered in one place for each face, as a page or as a
 * problem document, in the words of {@link ProblemType}.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why; the row of the same name in {@link ProblemType} says it. */
    public enum Reason {
        NO_SUCH_PROCESS, NO_SUCH_JOB, EXPIRED, NO_RESULT, NOT_YOURS, NOT_FINISHED, BAD_REQUEST, CONFLICT, KEY_REUSED, BAD_REFERENCE, TOO_LARGE, QUEUE_FULL, STORE_DOWN, RECORD_LOST, READ_ONLY,
        DISK_FULL, PROCESS_UNAVAILABLE;

        /** @return the HTTP status that says it */
        public int status() {
            return ProblemType.of(this).status();
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
