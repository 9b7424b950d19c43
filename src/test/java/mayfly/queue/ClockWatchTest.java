package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import mayfly.store.AttemptRef;
import org.junit.jupiter.api.Test;

/** Clocks that jump, and what is believed of them. */
class ClockWatchTest {
    private Instant passed = Instant.EPOCH;
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final ClockWatch watch = new ClockWatch("a clock", () -> passed);

    private boolean after(Duration time, Duration jump) {
        passed = passed.plus(time);
        now = now.plus(time).plus(jump);
        return watch.believes(now);
    }

    @Test void aClockThatRunsIsBelievedHoweverSeldomItIsLookedAt() {
        assertTrue(watch.believes(now));
        assertTrue(after(Duration.ofSeconds(10), Duration.ZERO));
        assertTrue(after(Duration.ofDays(40), Duration.ZERO));
    }

    @Test void aClockThatRunsALittleWrongIsFollowed() {
        assertTrue(watch.believes(now));
        for (int i = 0; i < 100; i++) assertTrue(after(Duration.ofHours(1), Duration.ofSeconds(4)));
    }

    @Test void aYearForwardForAMinuteIsNotBelieved() {
        assertTrue(watch.believes(now));
        assertFalse(after(Duration.ofSeconds(10), Duration.ofDays(365)));
        for (int i = 0; i < 6; i++) assertFalse(after(Duration.ofSeconds(10), Duration.ZERO));
        assertTrue(after(Duration.ofSeconds(10), Duration.ofDays(-365)));
    }

    @Test void anHourBackIsNotBelievedEither() {
        assertTrue(watch.believes(now));
        assertFalse(after(Duration.ofSeconds(10), Duration.ofHours(-1)));
        assertTrue(after(Duration.ofSeconds(10), Duration.ofHours(1)));
    }

    @Test void aClockThatWasPutRightIsBelievedAfterADay() {
        assertTrue(watch.believes(now));
        assertFalse(after(Duration.ofSeconds(10), Duration.ofDays(365)));
        assertFalse(after(Duration.ofHours(23), Duration.ZERO));
        assertTrue(after(Duration.ofHours(1), Duration.ZERO));
        assertTrue(after(Duration.ofSeconds(10), Duration.ZERO));
    }

    @Test void whatIsSeenCountsFromWhenItWasFirstSeenSo() {
        var sightings = new Sightings(() -> passed);
        var ref = new AttemptRef("a", 1);
        assertEquals(Duration.ZERO, sightings.since(ref, "x"));
        passed = passed.plusSeconds(5);
        assertEquals(Duration.ofSeconds(5), sightings.since(ref, "x"));
        assertEquals(Duration.ZERO, sightings.since(ref, "y"));
        sightings.keep(java.util.Set.of());
        passed = passed.plusSeconds(5);
        assertEquals(Duration.ZERO, sightings.since(ref, "y"));
    }
}
