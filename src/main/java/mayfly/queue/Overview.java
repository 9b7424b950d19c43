package mayfly.queue;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import mayfly.job.JobState;

/**
 * How everybody's jobs stand, at one moment, for operators.
 *
 * @param queued jobs in all queues
 * @param busy   slots in use
 * @param letters to subscribers that are due, on their way, or to be tried again
 * @param jobs   how many there are in each state, every state being named: of each process offered, in the catalog's order, then of those that are offered no more
 *               and once had jobs
 */
public record Overview(long queued, long busy, long letters, Map<String, Map<JobState, Long>> jobs) {
    static Overview of(long queued, long busy, long letters, Collection<String> offered, Map<String, Map<JobState, Long>> counted) {
        var jobs = new LinkedHashMap<String, Map<JobState, Long>>();
        for (String process : offered) jobs.put(process, whole(counted.getOrDefault(process, Map.of())));
        new TreeMap<>(counted).forEach((process, counts) -> jobs.putIfAbsent(process, whole(counts)));
        return new Overview(queued, busy, letters, jobs);
    }

    private static Map<JobState, Long> whole(Map<JobState, Long> counts) {
        var all = new EnumMap<JobState, Long>(JobState.class);
        for (JobState state : JobState.values()) all.put(state, counts.getOrDefault(state, 0L));
        return all;
    }

    /** Of all processes. */
    public long count(JobState state) {
        return jobs.values().stream().mapToLong(counts -> counts.get(state)).sum();
    }
}
