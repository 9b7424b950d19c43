package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RecentRunTimesTest {
    @Test
    void asksForEachProcessOnceASecond() {
        var now = new AtomicReference<>(Instant.parse("2026-11-21T10:04:00Z"));
        var asked = new ArrayList<String>();
        var recent = new RecentRunTimes(process -> {
            asked.add(process);
            return new RunTimes(asked.size(), Duration.ZERO, Duration.ZERO, Duration.ZERO);
        }, now::get);
        assertEquals(1, recent.of("a").runs());
        assertEquals(2, recent.of("b").runs());
        now.updateAndGet(t -> t.plusMillis(999));
        assertEquals(1, recent.of("a").runs());
        now.updateAndGet(t -> t.plusMillis(1));
        assertEquals(3, recent.of("a").runs());
        now.updateAndGet(t -> t.minusSeconds(3600));
        assertEquals(4, recent.of("a").runs(), "a clock that was set back");
        assertEquals(List.of("a", "b", "a", "a"), asked);
    }
}
