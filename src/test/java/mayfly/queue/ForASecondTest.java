package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ForASecondTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:04:00Z"));
    private final AtomicInteger asked = new AtomicInteger();
    private final ForASecond<Integer> recent = new ForASecond<>(now::get);

    private int of(String key) {
        return recent.of(key, asked::incrementAndGet);
    }

    @Test
    void asksForEachKeyOnceASecond() {
        assertEquals(1, of("a"));
        assertEquals(2, of("b"));
        now.updateAndGet(t -> t.plusMillis(999));
        assertEquals(1, of("a"));
        now.updateAndGet(t -> t.plusMillis(1));
        assertEquals(3, of("a"));
        now.updateAndGet(t -> t.minusSeconds(3600));
        assertEquals(4, of("a"), "a clock that was set back");
    }

    @Test
    void isBounded() {
        for (int i = 0; i < 3 * ForASecond.MOST; i++) of("key " + i);
        assertTrue(recent.size() <= ForASecond.MOST);
    }
}
