package mayfly.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobRecordTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    /** A method of that name once stood in the place of the component's own accessor. */
    @Test
    void theVersionIsThatOfTheDescription() {
        assertEquals("1.10", record("a", Progress.NONE).version());
    }

    @Test
    void readingsThatDifferAreToldApart() {
        assertEquals(record("a", Progress.NONE).reading(), record("a", Progress.NONE).reading());
        assertNotEquals(record("a", Progress.NONE).reading(), record("b", Progress.NONE).reading());
        assertNotEquals(record("a", Progress.NONE).reading(), record("a", new Progress(1, 2, "")).reading());
    }

    private static JobRecord record(String id, Progress progress) {
        var limits = new Limits(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), 1 << 26);
        var times = new JobRecord.Times(NOW, null, null, null, null, NOW, null);
        return new JobRecord(id, "count", "1.10", "", JobState.QUEUED, 0, Owner.anonymous("anna"), "{}", limits, times, progress, Worker.NONE, null, null, null, Retries.NONE);
    }
}
