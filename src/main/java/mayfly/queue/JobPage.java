package mayfly.queue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import mayfly.job.JobRecord;
import mayfly.job.JobState;

/**
 * One page of a list of jobs.
 *
 * @param jobs   newest first
 * @param total  how many there are on all pages; exact
 * @param counts how many there are in each state, of the same owner and process, whatever states were asked for
 */
public record JobPage(List<JobRecord> jobs, long total, Map<JobState, Long> counts) {
    /** How many there are in any of these states; no state = in any. */
    public long count(Set<JobState> states) {
        return counts.entrySet().stream().filter(e -> states.isEmpty() || states.contains(e.getKey())).mapToLong(Map.Entry::getValue).sum();
    }
}
