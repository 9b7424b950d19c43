package mayfly.store;

import java.util.List;
import java.util.Optional;
import mayfly.job.JobRecord;

/**
 * What came of taking the next job.
 *
 * @param job  now LAUNCHING, as its record has it; empty when nothing was there to take, or no slot was free
 * @param more whether another could be taken at that moment: when not, it need not be tried before something has changed
 */
public record Taken(Optional<JobRecord> job, boolean more) {
    /** @param answer of {@code take.lua} */
    static Taken read(List<?> answer) {
        boolean more = Long.valueOf(1).equals(answer.get(0));
        if (answer.size() == 1) return new Taken(Optional.empty(), more);
        return new Taken(Optional.of(RecordCodec.read((String) answer.get(1), answer.subList(2, answer.size()))), more);
    }
}
