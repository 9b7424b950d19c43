package mayfly.store;

import java.util.ArrayList;
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
    /** @param answer of {@code list.lua} */
    static Listing read(List<?> answer) {
        var counts = new EnumMap<JobState, Long>(JobState.class);
        var pairs = (List<?>) answer.get(0);
        for (int i = 0; i < pairs.size(); i += 2) counts.put(JobState.valueOf((String) pairs.get(i)), (Long) pairs.get(i + 1));
        var jobs = new ArrayList<JobRecord>();
        for (Object job : answer.subList(2, answer.size())) jobs.add(RecordCodec.read((String) ((List<?>) job).get(0), (List<?>) ((List<?>) job).get(1)));
        return new Listing(jobs, (Long) answer.get(1), counts);
    }
}
