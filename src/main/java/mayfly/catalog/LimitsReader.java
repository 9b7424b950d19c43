package mayfly.catalog;

import java.time.Duration;
import mayfly.job.Amount;
import mayfly.job.Limits;
import mayfly.job.OnLog;

/**
 * Reads {@code limits:} of a description. Every part is optional: {@code hard} is 1 h, or five minutes after a longer
 * {@code soft}; {@code soft} is 11/12 of {@code hard}, which makes 55 min of 1 h; {@code grace} is 5 s; {@code memory} is 256 MiB.
 * Zero is no limit for {@code soft} and {@code hard}, nor for these three: {@code tree}, which is none where it is not given, because what the children of a worker need is
 * theirs; {@code log}, 100 MB, and what comes after is cut unless {@code onLog} is {@code halt}: hours of work are not to be lost for being talkative, and the head of a log tells
 * most; {@code output}, 10 GB, so that a mistake does not fill the disk for everybody.
 */
final class LimitsReader {
    private static final Duration HARD = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final long MEMORY = 256L << 20;
    private static final long LOG = 100_000_000;
    private static final long OUTPUT = 10_000_000_000L;
    /** Below this a JVM spends its time collecting garbage, or does not start. */
    private static final long LEAST_MEMORY = 16L << 20;

    private LimitsReader() { }

    static Limits read(Section limits) {
        limits.only("soft", "hard", "grace", "memory", "tree", "log", "onLog", "output");
        Duration soft = limits.parsed("soft", null, Amount::duration);
        Duration hard = limits.parsed("hard", hardFor(soft), Amount::duration);
        if (soft == null) soft = hard.multipliedBy(11).dividedBy(12);
        if (!hard.isZero() && soft.compareTo(hard) > 0) limits.fault("soft", "“soft” is longer than “hard”: it would never come to it");
        Duration grace = limits.parsed("grace", GRACE, Amount::duration);
        long memory = limits.parsed("memory", MEMORY, Amount::bytes);
        if (memory < LEAST_MEMORY) limits.fault("memory", "“memory” is below 16 MiB, too little for a JVM");
        long tree = limits.parsed("tree", 0L, Amount::bytes);
        if (tree > 0 && tree < memory) limits.fault("tree", "“tree” is below “memory”: the worker alone may use more than all its processes together");
        return new Limits(soft, hard, grace, memory, tree, limits.parsed("log", LOG, Amount::bytes), limits.parsed("onLog", OnLog.TRUNCATE, LimitsReader::onLog), limits.parsed("output", OUTPUT, Amount::bytes));
    }

    private static OnLog onLog(String text) {
        return switch (text) {
            case "halt" -> OnLog.HALT;
            case "truncate" -> OnLog.TRUNCATE;
            default -> throw new IllegalArgumentException("write halt or truncate; found “" + text + "”");
        };
    }

    private static Duration hardFor(Duration soft) {
        return soft == null || soft.compareTo(HARD) <= 0 ? HARD : soft.plusMinutes(5);
    }
}
