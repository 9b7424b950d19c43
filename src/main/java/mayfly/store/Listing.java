package mayfly.store;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mayfly.job.JobRecord;
import mayfly.job.JobState;

/**
 * One page of a list of jobs.
 *
 * @param jobs   newest first
 * @param total  how many there are on all pages
 * @param counts how many there are in each state, whatever states were asked for
 */
public record Listing(List<JobRecord> jobs, long total, Map<JobState, Long> counts) {
    static Listing of(JobStore.Rows rows) {
        return new Listing(rows.jobs(), rows.total(), counts(rows.counts()));
    }

    static Map<JobState, Long> counts(List<?> pairs) {
        var out = new EnumMap<JobState, Long>(JobState.class);
        for (int i = 0; i < pairs.size(); i += 2) out.put(JobState.valueOf((String) pairs.get(i)), (Long) pairs.get(i + 1));
        return out;
    }
}
