package mayfly.queue;

import java.util.Set;
import mayfly.job.JobState;
import mayfly.job.Owner;

/**
 * Which jobs to list, newest first.
 *
 * @param owner   whose; null = everybody's (operators)
 * @param process only jobs of this process; null = of any
 * @param states  only jobs in one of these; empty = in any
 * @param page    from 1
 * @param size    jobs on a page, 1 to 100
 */
public record JobQuery(Owner owner, String process, Set<JobState> states, int page, int size) {
    public JobQuery {
        states = Set.copyOf(states);
        page = Math.max(1, page);
        size = Math.max(1, Math.min(100, size));
    }
}
