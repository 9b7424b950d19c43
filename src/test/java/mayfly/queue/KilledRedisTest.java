package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mayfly.job.JobState;
import mayfly.job.Owner;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 for the embedded Redis in the middle of a storm of submissions, again and again. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class KilledRedisTest {
    private static final int CLIENTS = 4;
    private static final int EACH = 40;
    private static final int KILLS = 4;
    @TempDir
    Path home;

    @Test
    void nothingAcknowledgedIsLostAndNothingIsThereTwice() throws Exception {
        try (var mayfly = new TestMayfly(home, 1)) {
            mayfly.await(mayfly.submit("trouble", "{\"what\": \"sleep\", \"number\": 600000}", TestMayfly.BERT, null), JobState.RUNNING);
            Map<String, String> acknowledged = new ConcurrentHashMap<>();
            var refused = new AtomicInteger();
            var clients = Executors.newFixedThreadPool(CLIENTS);
            var done = new ArrayList<Future<?>>();
            for (int c = 0; c < CLIENTS; c++) {
                String client = "c" + c;
                done.add(clients.submit(() -> {
                    for (int i = 0; i < EACH; i++) acknowledged.put(client + "-" + i, persistently(mayfly, client, client + "-" + i, refused));
                }));
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                while (acknowledged.size() < kill * CLIENTS * EACH / (KILLS + 1)) Thread.onSpinWait();
                String pid = pid();
                ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
                while (Set.of(pid, "").contains(pid())) Thread.onSpinWait();
            }
            for (Future<?> client : done) client.get();
            clients.shutdown();
            while (mayfly.jobs().notReady().isPresent()) Thread.onSpinWait();
            assertEquals(CLIENTS * EACH, Set.copyOf(acknowledged.values()).size());
            for (String id : acknowledged.values()) assertEquals(JobState.QUEUED, mayfly.jobs().job(id).state());
            for (int c = 0; c < CLIENTS; c++) assertEquals(EACH, mayfly.jobs().jobs(new JobQuery(Owner.anonymous("c" + c), null, Set.of(), 1, 1)).total(), "whatever was answered, each token made one job");
            assertEquals(CLIENTS * EACH, mayfly.jobs().load(null).queued());
            assertTrue(refused.get() > 0, "no submission met a Redis that was gone: the storm was none");
        }
    }

    /** Of Redis; empty while it is being written. */
    private String pid() throws IOException {
        Path file = home.resolve("redis/pid");
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }

    /** As a person does: sends the form again until it is taken. */
    private static String persistently(TestMayfly mayfly, String owner, String token, AtomicInteger refused) {
        while (true) {
            try {
                return mayfly.submit("count", "{\"start\": 1, \"end\": 2}", Owner.anonymous(owner), token);
            } catch (Refusal e) {
                assertEquals(Refusal.Reason.STORE_DOWN, e.reason());
                refused.incrementAndGet();
            }
        }
    }
}
