package mayfly.queue;

/**
 * How many jobs may still be sent, as draft-ietf-httpapi-ratelimit-headers-10 has servers say it. The quotas are of jobs that wait, so that they have no window of time: a job
 * that starts makes room for another.
 *
 * @param most     jobs queued in all
 * @param left     of these
 * @param own      jobs queued of one owner
 * @param ownLeft  of these
 */
public record Allowance(long most, long left, long own, long ownLeft) {
    /** The field {@code RateLimit-Policy}. */
    public String policy() {
        return "\"owner\";q=" + own + ", \"all\";q=" + most;
    }

    /** The field {@code RateLimit}. */
    public String limit() {
        return "\"owner\";r=" + ownLeft + ", \"all\";r=" + left;
    }
}
