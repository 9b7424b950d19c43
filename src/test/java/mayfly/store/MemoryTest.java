package mayfly.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
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
            for (int owners : new int[] {1, 100, JOBS}) {
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

    private static long used(TestStore store) {
        return store.redis.ask(c -> c.info("memory")).lines().filter(l -> l.startsWith("used_memory:")).mapToLong(l -> Long.parseLong(l.substring(12).strip())).findFirst().orElseThrow();
    }
}
