package mayfly.job;

import java.time.Instant;

/**
 * What became of the letters of one kind to the subscriber of a job.
 *
 * @param host who is told; the whole address is its submitter's secret
 * @param sent letters of progress, or tries with the one about the end; 0 = none yet
 * @param said what was said to the last one: an HTTP status, or a word such as "timeout"; null before the first
 * @param last when that was; null before the first
 * @param next when the next try follows, at the earliest; null where none is due
 */
public record Notice(Kind kind, String host, int sent, String said, Instant last, Instant next) {
    /** What is told. */
    public enum Kind {
        SUCCESS, PROGRESS, FAILURE;

        /** As keys and letters have it. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Whether the last letter was taken in: 2xx. */
    public boolean isDelivered() {
        return said != null && said.matches("2\\d\\d");
    }

    /** Whether it was tried as long as it is, and never taken in. */
    public boolean isGivenUp() {
        return kind != Kind.PROGRESS && sent > 0 && next == null && !isDelivered();
    }
}
