package mayfly.job;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The law of a job: which state may follow which. This table stands here and nowhere else; the one script that writes states
 * in Redis is given this table, so that Java and Redis cannot disagree.
 */
public enum JobState {
    /** A step of a flow: waits for other jobs. Set at creation; ends when they have ended. */
    WAITING("accepted", "Waiting"),
    /** Waits for a free slot. Set at creation, after WAITING, or when a backoff has passed; ends when a dispatcher takes it. */
    QUEUED("accepted", "Queued"),
    /** A dispatcher has taken it and a worker is being started; the attempt number has just gone up. Ends with the worker's claim. */
    LAUNCHING("accepted", "Starting"),
    /** The worker of the current attempt has claimed it and holds a lease. */
    RUNNING("running", "Running"),
    /** The last attempt failed and another follows; waits out its backoff. */
    RETRYING("accepted", "Retrying"),
    /** It ended and its outputs are kept. Final. */
    SUCCESSFUL("successful", "Successful"),
    /** It ended without results; the record says why. Final. */
    FAILED("failed", "Failed"),
    /** Somebody cancelled it. Final. */
    DISMISSED("dismissed", "Dismissed");

    private static final Map<JobState, Set<JobState>> LAW = new EnumMap<>(JobState.class);

    static {
        LAW.put(WAITING, EnumSet.of(QUEUED, FAILED, DISMISSED));
        LAW.put(QUEUED, EnumSet.of(LAUNCHING, DISMISSED));
        LAW.put(LAUNCHING, EnumSet.of(RUNNING, RETRYING, FAILED, DISMISSED));
        LAW.put(RUNNING, EnumSet.of(SUCCESSFUL, RETRYING, FAILED, DISMISSED));
        LAW.put(RETRYING, EnumSet.of(QUEUED, DISMISSED));
        for (JobState end : EnumSet.of(SUCCESSFUL, FAILED, DISMISSED)) LAW.put(end, EnumSet.noneOf(JobState.class));
    }

    private final String status;
    private final String word;

    JobState(String status, String word) {
        this.status = status;
        this.word = word;
    }

    /** The states that may follow this one; empty for a final state. */
    public Set<JobState> next() {
        return Set.copyOf(LAW.get(this));
    }

    /** Whether the law allows {@code to} directly after this state. */
    public boolean allows(JobState to) {
        return LAW.get(this).contains(to);
    }

    /** A final state is never left. */
    public boolean isFinal() {
        return LAW.get(this).isEmpty();
    }

    /** Whether a worker may exist: the job holds a slot and a lease. */
    public boolean holdsSlot() {
        return this == LAUNCHING || this == RUNNING;
    }

    /** The status word of OGC API - Processes 1.0, table 10: accepted, running, successful, failed, dismissed. */
    public String status() {
        return status;
    }

    /** The word for people. */
    public String word() {
        return word;
    }
}
