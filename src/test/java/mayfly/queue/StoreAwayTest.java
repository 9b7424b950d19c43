package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.testing.StoreTrouble;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole Mayfly whose Redis runs but does not serve: the worker goes on, nobody restarts anything, everything settles by itself. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreAwayTest {
    private static final Logger LOG = Logger.getLogger("mayfly.queue");
    @TempDir
    static Path home;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Handler listener = new Listener();
    TestMayfly mayfly;

    private final class Listener extends Handler {
        @Override public void publish(LogRecord record) {
            said.add(record.getLevel() + " " + record.getMessage());
        }

        @Override public void flush() { }

        @Override public void close() { }
    }

    @BeforeAll
    void start() throws IOException {
        mayfly = new TestMayfly(home, 2);
        LOG.addHandler(listener);
    }

    @AfterAll
    void stop() {
        LOG.removeHandler(listener);
        mayfly.close();
    }

    @ParameterizedTest
    @EnumSource
    void settlesByItself(StoreTrouble trouble) throws Exception {
        said.clear();
        String id = mayfly.trouble("sleep", 700);
        mayfly.await(id, JobState.RUNNING);
        Set<String> folders = folders();
        try (var none = trouble.begin(mayfly.redisUri())) {
            Refusal refusal = assertThrows(Refusal.class, () -> mayfly.trouble("succeed", 0));
            assertEquals(Refusal.Reason.STORE_DOWN, refusal.reason());
            assertTrue(refusal.retryAfter().toSeconds() > 0);
            if (trouble != StoreTrouble.NOAUTH) assertEquals(folders, folders());
            Path result = home.resolve("jobs").resolve(id).resolve("1/result.json");
            while (!Files.exists(result)) Thread.onSpinWait();
        }
        JobRecord job = mayfly.awaitEnd(id);
        assertEquals(JobState.SUCCESSFUL, job.state(), job::toString);
        assertEquals(1, job.attempt());
        JobRecord next = mayfly.awaitEnd(mayfly.trouble("succeed", 0));
        assertEquals(JobState.SUCCESSFUL, next.state());
        assertTrue(count("SEVERE") == 0 && count("WARNING") <= 2, said::toString);
        // Some duties look only every few seconds, and may not have met it.
        while (count("the job store serves again") < count("the job store does not serve")) Thread.onSpinWait();
        assertTrue(count("the job store does not serve") <= 1, said::toString);
    }

    /** Three seconds are three rounds of each duty. */
    @ParameterizedTest
    @EnumSource(names = "BUSY")
    void isSaidOnceAndOnceWhenItIsBack(StoreTrouble trouble) throws Exception {
        said.clear();
        try (var none = trouble.begin(mayfly.redisUri())) {
            TimeUnit.SECONDS.sleep(3);
        }
        while (count("the job store serves again") == 0) Thread.onSpinWait();
        assertEquals("1 1", count("the job store does not serve") + " " + count("the job store serves again"), said::toString);
    }

    private long count(String word) {
        return said.stream().filter(line -> line.contains(word)).count();
    }

    private static Set<String> folders() throws IOException {
        try (var all = Files.list(home.resolve("jobs"))) {
            return Set.copyOf(all.map(f -> f.getFileName().toString()).toList());
        }
    }
}
