package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class FailedTriesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:04:00Z");
    private final FailedTries tries = new FailedTries();

    private void fail(String address, int times, Instant at) {
        for (int i = 0; i < times; i++) assertEquals(Duration.ZERO, tries.count(address, false, at));
    }

    @Test
    void afterTenWithinAMinuteEvenTheRightOneWaitsForTheRestOfIt() {
        fail("a", FailedTries.MOST, NOW);
        assertEquals(Duration.ofSeconds(60), tries.count("a", false, NOW));
        assertEquals(Duration.ofSeconds(20), tries.count("a", true, NOW.plusSeconds(40)));
        assertEquals(Duration.ofMillis(1), tries.count("a", true, NOW.plusMillis(59_999)));
        fail("a", FailedTries.MOST, NOW.plusSeconds(60));
        assertEquals(Duration.ofSeconds(60), tries.count("a", true, NOW.plusSeconds(60)));
    }

    @Test
    void otherAddressesDoNotNotice() {
        fail("a", FailedTries.MOST, NOW);
        assertEquals(Duration.ZERO, tries.count("b", true, NOW));
        fail("b", FailedTries.MOST, NOW);
    }

    @Test
    void theRightOneBeginsAnew() {
        fail("a", FailedTries.MOST - 1, NOW);
        assertEquals(Duration.ZERO, tries.count("a", true, NOW));
        assertEquals(0, tries.size());
        fail("a", FailedTries.MOST, NOW);
    }

    @Test
    void aClockSetBackLocksNobodyOut() {
        fail("a", FailedTries.MOST, NOW);
        assertEquals(Duration.ZERO, tries.count("a", true, NOW.minus(Duration.ofDays(1))));
    }

    @Test
    void theTableIsBoundedAndWhoFailedLastStaysInIt() {
        fail("a", FailedTries.MOST - 1, NOW);
        for (int i = 0; i < FailedTries.ADDRESSES - 1; i++) tries.count("x" + i, false, NOW);
        fail("a", 1, NOW);
        for (int i = 0; i < FailedTries.ADDRESSES - 1; i++) tries.count("y" + i, false, NOW);
        assertEquals(FailedTries.ADDRESSES, tries.size());
        assertEquals(Duration.ofSeconds(60), tries.count("a", true, NOW));
    }

    @Test
    void triesAtTheSameMomentAreNotMoreThanTen() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var all = new ArrayList<Callable<Duration>>();
            for (int i = 0; i < 800; i++) all.add(() -> tries.count("a", false, NOW));
            long counted = 0;
            for (Future<Duration> f : threads.invokeAll(all)) if (f.get().isZero()) counted++;
            assertEquals(FailedTries.MOST, counted);
        } finally {
            threads.shutdown();
        }
    }
}
