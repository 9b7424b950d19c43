package mayfly.job;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * When another attempt follows a failed one, and how long it waits. The wait grows by a factor from attempt to attempt up to a bound, and a share of it is left to chance, so that jobs
 * which failed together do not come back together (capped exponential backoff with jitter: Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015).
 *
 * @param attempts in all, 1 to {@link #MOST_ATTEMPTS}; 1 = no other one
 * @param delay    before the second attempt, at least 0
 * @param factor   by which the delay grows with each further attempt, at least 1
 * @param most     bound of the delay
 * @param jitter   share of the delay that is left to chance, 0 to 1: 0.2 of 10 s is a wait of 8 to 10 s
 * @param kinds    of failures that are tried again; never {@link FailureKind#INPUT}
 */
public record RetryPolicy(int attempts, Duration delay, double factor, Duration most, double jitter, Set<FailureKind> kinds) {
    public static final int MOST_ATTEMPTS = 100;
    /** Exit code by which a worker asks for another attempt, whatever kinds are tried again. */
    public static final int AGAIN = 20;
    /** Exit code by which a worker says that another attempt would be in vain. */
    public static final int NEVER = 50;
    /** A job whose worker has died so often without a word stops, whatever its policy says: it may be the job that kills it, and would go on to kill others. */
    public static final int MOST_CRASHES = 3;
    /** What has nothing to do with the job itself is tried again: three attempts, after about 10 s and 20 s. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(3, Duration.ofSeconds(10), 2, Duration.ofMinutes(10), 0.2, Set.of(FailureKind.LOST, FailureKind.LAUNCH));

    public RetryPolicy {
        if (attempts < 1 || attempts > MOST_ATTEMPTS || delay.isNegative() || factor < 1 || most.isNegative() || jitter < 0 || jitter > 1 || kinds.contains(FailureKind.INPUT))
            throw new IllegalArgumentException("no policy: " + attempts + " " + delay + " " + factor + " " + most + " " + jitter + " " + kinds);
        kinds = Set.copyOf(kinds);
    }

    /**
     * What follows a failure.
     *
     * @param attempt that failed, from 1
     * @param crashes attempts of this job that ended without a word of their worker's, this one included
     * @param chance  drawn evenly from 0 (inclusive) to 1
     * @return how long the next attempt waits; empty when none follows
     */
    public Optional<Duration> next(Failure failure, int attempt, int crashes, double chance) {
        if (attempt >= attempts || crashes >= MOST_CRASHES || !isTriedAgain(failure)) return Optional.empty();
        return Optional.of(delay(attempt, chance));
    }

    private boolean isTriedAgain(Failure failure) {
        int exit = failure.exitCode() == null ? 0 : failure.exitCode();
        if (failure.kind() == FailureKind.INPUT || exit == NEVER) return false;
        return exit == AGAIN || kinds.contains(failure.kind());
    }

    private Duration delay(int attempt, double chance) {
        double grown = Math.min(most.toMillis(), delay.toMillis() * Math.pow(factor, attempt - 1));
        return Duration.ofMillis(Math.round(grown * (1 - jitter * chance)));
    }

    /** As the record and a worker's order have it: "3 10000 2.0 600000 0.2 LAUNCH,LOST". */
    public String text() {
        var names = new StringBuilder();
        for (FailureKind kind : FailureKind.values()) if (kinds.contains(kind)) names.append(names.isEmpty() ? "" : ",").append(kind.name());
        return attempts + " " + delay.toMillis() + " " + factor + " " + most.toMillis() + " " + jitter + " " + names;
    }

    /** @param text as {@link #text} gives it */
    public static RetryPolicy parse(String text) {
        String[] words = text.split(" ", 6);
        Set<FailureKind> kinds = EnumSet.noneOf(FailureKind.class);
        if (!words[5].isEmpty()) for (String kind : words[5].split(",")) kinds.add(FailureKind.valueOf(kind));
        return new RetryPolicy(Integer.parseInt(words[0]), Duration.ofMillis(Long.parseLong(words[1])), Double.parseDouble(words[2]), Duration.ofMillis(Long.parseLong(words[3])),
                Double.parseDouble(words[4]), kinds);
    }
}
