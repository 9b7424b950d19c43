package mayfly.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Redis' clock, told without asking it each time. */
class RedisClockTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private long local = 7_000_000_000L;
    private int asked;
    private Duration onItsWay = Duration.ofMillis(1);
    private final RedisClock clock = new RedisClock(this::answer, () -> local);

    private Instant answer() {
        asked++;
        Instant said = BEGIN.plusNanos(local);
        local += onItsWay.toNanos();
        return said;
    }

    private Instant redis() {
        return BEGIN.plusNanos(local);
    }

    @Test
    void oneQuestionServesForAMinute() {
        for (int i = 0; i < 60; i++) {
            assertEquals(1, Duration.between(clock.about(), redis()).toMillis(), "early by the way of the answer, never late");
            local += Duration.ofMillis(990).toNanos();
        }
        assertEquals(1, asked);
        local += Duration.ofSeconds(1).toNanos();
        clock.about();
        assertEquals(2, asked);
    }

    @Test
    void whoeverAsksTeachesIt() {
        clock.now();
        clock.about();
        assertEquals(1, asked);
    }

    @Test
    void aSlowAnswerIsNotRemembered() {
        onItsWay = Duration.ofSeconds(3);
        clock.now();
        onItsWay = Duration.ofMillis(1);
        clock.about();
        assertEquals(2, asked);
    }

    @Test
    void itIsForgottenWhenRedisIsAway() {
        clock.now();
        clock.forget();
        clock.about();
        assertEquals(2, asked);
    }
}
