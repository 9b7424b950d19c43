package mayfly.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mayfly.job.JobState;

/**
 * How everybody's jobs stand, at one moment.
 *
 * @param queued jobs in all queues
 * @param busy   slots in use
 * @param letters to subscribers that are due, on their way, or to be tried again
 * @param jobs   for each process that ever had a job, how many there are in each state
 */
public record Counts(long queued, long busy, long letters, Map<String, Map<JobState, Long>> jobs) {
    static Counts read(List<?> out) {
        var jobs = new HashMap<String, Map<JobState, Long>>();
        var processes = (List<?>) out.get(2);
        for (int i = 0; i < processes.size(); i += 2) jobs.put((String) processes.get(i), Listing.counts((List<?>) processes.get(i + 1)));
        return new Counts((Long) out.get(0), (Long) out.get(1), (Long) out.get(3), jobs);
    }
}
