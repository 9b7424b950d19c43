package mayfly.job;

import java.time.Duration;

/**
 * What one attempt of a job may use; resolved from the description and the settings when the job is created, so that a
 * later change of either does not touch jobs that exist.
 *
 * @param soft   after this the computation is interrupted and may save and return; zero = no limit
 * @param hard   after this it is ended: TERM, then {@code grace}, then KILL; zero = no limit
 * @param grace  between a request to stop and KILL
 * @param memory bytes of heap (-Xmx) for a Java computation
 * @param tree   bytes that the worker and all its children may have resident together; 0 = no limit
 * @param log    bytes of stdout and stderr together; 0 = no limit
 * @param onLog  what happens beyond {@code log}
 * @param output bytes of the outputs together; 0 = no limit
 */
public record Limits(Duration soft, Duration hard, Duration grace, long memory, long tree, long log, OnLog onLog, long output) {
    /** Of time and heap alone. */
    public Limits(Duration soft, Duration hard, Duration grace, long memory) {
        this(soft, hard, grace, memory, 0, 0, OnLog.HALT, 0);
    }

    public boolean hasSoft() {
        return !soft.isZero();
    }

    public boolean hasHard() {
        return !hard.isZero();
    }
}
