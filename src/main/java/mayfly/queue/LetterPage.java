package mayfly.queue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.store.Letters;

/**
 * One page of dead letters: failed jobs of everybody.
 *
 * @param jobs  newest first
 * @param total how many there are of those asked for
 * @param kinds how many there are of each kind that have not been run again, every kind being named
 * @param again how many have been run again
 * @param until to be given with the next question when what has come since is of no interest
 */
public record LetterPage(List<JobRecord> jobs, long total, Map<FailureKind, Long> kinds, long again, long until) {
    static LetterPage of(Letters letters) {
        var kinds = new EnumMap<FailureKind, Long>(FailureKind.class);
        for (FailureKind kind : FailureKind.values()) kinds.put(kind, letters.counts().getOrDefault(Letters.list(kind), 0L));
        return new LetterPage(letters.jobs(), letters.total(), kinds, letters.counts().getOrDefault(Letters.AGAIN, 0L), letters.until());
    }

    /** How many have not been run again. */
    public long open() {
        return kinds.values().stream().mapToLong(Long::longValue).sum();
    }
}
