package mayfly.catalog;

import java.time.Duration;
import mayfly.job.Amount;
import mayfly.job.Limits;

/**
 * Reads {@code limits:} of a description. Every part is optional: {@code hard} is 1 h, or five minutes after a longer
 * {@code soft}; {@code soft} is 11/12 of {@code hard}, which makes 55 min of 1 h; {@code grace} is 5 s; {@code memory} is 256 MiB.
 * Zero is no limit for {@code soft} and {@code hard}.
 */
final class LimitsReader {
    private static final Duration HARD = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final long MEMORY = 256L << 20;
    /** Below this a JVM spends its time collecting garbage, or does not start. */
    private static final long LEAST_MEMORY = 16L << 20;

    private LimitsReader() { }

    static Limits read(Section limits) {
        limits.only("soft", "hard", "grace", "memory");
        Duration soft = limits.parsed("soft", null, Amount::duration);
        Duration hard = limits.parsed("hard", hardFor(soft), Amount::duration);
        if (soft == null) soft = hard.multipliedBy(11).dividedBy(12);
        if (!hard.isZero() && soft.compareTo(hard) > 0) limits.fault("soft", "“soft” is longer than “hard”: it would never come to it");
        Duration grace = limits.parsed("grace", GRACE, Amount::duration);
        long memory = limits.parsed("memory", MEMORY, Amount::bytes);
        if (memory < LEAST_MEMORY) limits.fault("memory", "“memory” is below 16 MiB, too little for a JVM");
        return new Limits(soft, hard, grace, memory);
    }

    private static Duration hardFor(Duration soft) {
        return soft == null || soft.compareTo(HARD) <= 0 ? HARD : soft.plusMinutes(5);
    }
}
