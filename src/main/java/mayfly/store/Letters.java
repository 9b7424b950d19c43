package mayfly.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;

/**
 * One page of dead letters.
 *
 * @param jobs   newest first
 * @param total  how many there are of those asked for
 * @param counts how many there are in each list, whatever was asked for
 * @param until  number of the last job created so far, or as it was asked for
 */
public record Letters(List<JobRecord> jobs, long total, Map<String, Long> counts, long until) {
    /** The list of those that have been run again. */
    public static final String AGAIN = "FAILED.AGAIN";
    static final List<String> ALL = all();

    /** The list of those that failed in one way and have not been run again. */
    public static String list(FailureKind kind) {
        return "FAILED." + kind.name();
    }

    private static List<String> all() {
        var all = new ArrayList<String>();
        for (FailureKind kind : FailureKind.values()) all.add(list(kind));
        all.add(AGAIN);
        return List.copyOf(all);
    }

    static Letters of(JobStore.Rows rows) {
        var counts = new HashMap<String, Long>();
        for (int i = 0; i < rows.counts().size(); i += 2) counts.put((String) rows.counts().get(i), (Long) rows.counts().get(i + 1));
        return new Letters(rows.jobs(), rows.total(), counts, rows.until());
    }
}
