package mayfly.queue;

import java.time.Duration;
import java.util.List;

/**
 * How long the last successful runs of a process took.
 *
 * @param runs   how many are known, at most 40; the others are meaningless when it is 0
 * @param low    5 % took less
 * @param median half took less
 * @param high   90 % took less
 */
public record RunTimes(int runs, Duration low, Duration median, Duration high) {
    /** @param runs of each run in ms, in any order */
    static RunTimes of(List<Long> runs) {
        List<Long> sorted = runs.stream().sorted().toList();
        return new RunTimes(sorted.size(), quantile(sorted, 0.05), quantile(sorted, 0.5), quantile(sorted, 0.9));
    }

    /** Nearest rank. */
    private static Duration quantile(List<Long> sorted, double share) {
        if (sorted.isEmpty()) return Duration.ZERO;
        return Duration.ofMillis(sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size()))));
    }
}
