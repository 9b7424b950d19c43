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
 */
public record Limits(Duration soft, Duration hard, Duration grace, long memory) {
    public boolean hasSoft() {
        return !soft.isZero();
    }

    public boolean hasHard() {
        return !hard.isZero();
    }
}
