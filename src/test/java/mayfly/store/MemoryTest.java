package mayfly.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a finished job takes of Redis' memory, with its history, its list entries and its token. */
class MemoryTest {
    private static final int JOBS = 10_000;
    @TempDir
    Path home;

    @Test
    void aFinishedJobTakesLessThanTwoKibibytesWhoeverOwnsIt() {
        try (var store = new TestStore(home)) {
            for (int owners : new int[] {1, JOBS}) {
                store.flush();
                var fill = new Fill(store.redis, owners, List.of("count", "echo", "table-profile"), Duration.ofDays(7));
                fill.finished(1000, "{}");
                long before = used(store);
                fill.finished(JOBS, "{}");
                long each = (used(store) - before) / JOBS;
                assertTrue(each < 2048, each + " bytes with " + owners + " owners");
                assertTrue(each > 500, each + " bytes: that cannot be the whole record");
            }
        }
    }

    /** Notes are kept for a month: there may be several for each record. */
    @Test
    void theNoteThatARemovedJobLeavesIsSmall() {
        try (var store = new TestStore(home)) {
            var fill = new Fill(store.redis, 100, List.of("count"), Duration.ZERO);
            long before = used(store);
            fill.finished(JOBS, "{}");
            for (int i = 0; i < JOBS / 1000; i++) store.jobs.remove(store.jobs.expired(Instant.now().plusSeconds(9), 1000), Duration.ofDays(30));
            store.redis.ask(c -> c.del(Keys.REMAINS)); // as the cleaner does, one by one, with the files
            long each = (used(store) - before) / JOBS;
            assertTrue(each > 50 && each < 340, each + " bytes");
        }
    }

    private static long used(TestStore store) {
        String info = store.redis.ask(c -> c.info("memory"));
        return info.lines().filter(l -> l.startsWith("used_memory:")).mapToLong(l -> Long.parseLong(l.substring(12).strip())).findFirst().orElseThrow();
    }
}
