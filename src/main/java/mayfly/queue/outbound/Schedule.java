package mayfly.queue.outbound;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a letter that was not taken in is tried again: twelve times in all, within a day. */
public final class Schedule {
    /** After the first try, the second, and so on: 23 h 43 min in all. */
    private static final List<Duration> DELAYS = List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(2),
            Duration.ofHours(4), Duration.ofHours(4), Duration.ofHours(6), Duration.ofHours(6));
    /** Share by which a delay may be shorter, so that what failed together is not tried again together. */
    private static final double JITTER = 0.2;
    private static final Duration LONGEST_WISH = Duration.ofHours(1);

    private Schedule() { }

    /**
     * @param tries  so far, from 1
     * @param chance from 0 to 1
     * @param wish   of the reader; null = none
     * @return empty when it is given up
     */
    public static Optional<Duration> after(int tries, double chance, Duration wish) {
        if (tries > DELAYS.size()) return Optional.empty();
        Duration delay = Duration.ofMillis((long) (DELAYS.get(tries - 1).toMillis() * (1 - JITTER * chance)));
        if (wish == null || wish.compareTo(delay) < 0) return Optional.of(delay);
        return Optional.of(wish.compareTo(LONGEST_WISH) < 0 ? wish : LONGEST_WISH);
    }
}
