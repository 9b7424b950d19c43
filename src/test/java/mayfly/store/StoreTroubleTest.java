package mayfly.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mayfly.app.redis.BareRedis;
import mayfly.job.JobId;
import mayfly.job.JobState;
import mayfly.job.Limits;
import mayfly.job.Owner;
import mayfly.job.RetryPolicy;
import mayfly.store.JobStore.Creation;
import mayfly.testing.StoreTrouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real Redis that does not serve, in every way it has: whoever asks is told so, nothing is stored, and the same connections are good afterwards. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class StoreTroubleTest {
    private static final Duration LEASE = Duration.ofSeconds(9);
    private static final Slots SLOTS = new Slots(10, 10, LEASE, "h");
    @TempDir
    Path folder;
    BareRedis server;
    Redis redis;
    JobStore jobs;
    WorkerLink worker;
    String running;

    @BeforeEach
    void start() throws Exception {
        server = new BareRedis(folder.resolve("a"));
        redis = new Redis(server.uri());
        jobs = new JobStore(redis);
        running = create();
        assertEquals(running, new QueueStore(redis).take(SLOTS).job().orElseThrow().id());
        Files.writeString(folder.resolve("connection"), server.uri().toString());
        worker = new WorkerLink(folder.resolve("connection"), new AttemptRef(running, 1), LEASE, ScriptNames.current());
        assertEquals(Verdict.OK, worker.claim(List.of()));
    }

    @AfterEach
    void stop() throws InterruptedException {
        redis.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsStoredAndNobodyIsFenced(StoreTrouble trouble) throws Exception {
        try (var none = trouble.begin(server.uri())) {
            StoreDown down = assertThrows(StoreDown.class, this::create);
            // One whose connection was cut cannot know; all others were told.
            if (trouble != StoreTrouble.NOAUTH) assertTrue(down.refused(), down.toString());
            assertThrows(StoreDown.class, () -> jobs.createAndTake(job(), 10, 10, SLOTS, taken -> assertTrue(taken.job().isEmpty())));
            assertThrows(IOException.class, () -> worker.beat(List.of()));
            // Without memory an ending may be served: what it does first gives some back.
            if (trouble != StoreTrouble.OOM) assertThrows(IOException.class, () -> worker.succeed(List.of("result", "[]")));
        }
        assertEquals(1, jobs.list(null, null, List.of(), 0, 10).total());
        assertEquals(Verdict.OK, worker.beat(List.of()));
        assertEquals(Verdict.OK, worker.succeed(List.of("result", "[]")));
        create();
        assertEquals(2, jobs.list(null, null, List.of(), 0, 10).total());
    }

    /** The job was made with the last of the memory: that it could not be taken in the same breath must not deny it. */
    @Test
    void aJobThatCouldNotBeTakenAtOnceIsAJobAllTheSame() throws Exception {
        var taken = new ArrayList<Taken>();
        // Here the second script breaks at its first look, as it does without memory.
        server.call("DEL", "mayfly:leases");
        server.call("SET", "mayfly:leases", "not a sorted set");
        assertEquals(Creation.OK, jobs.createAndTake(job(), 10, 10, SLOTS, taken::add).how());
        assertEquals(List.of(), taken);
    }

    @Test
    void whileItLoadsItsData() throws Exception {
        for (int i = 0; i < 300; i++) server.call("SET", "filler:" + i, "x".repeat(200));
        server.call("SAVE");
        server.kill();
        server.start("--key-load-delay", "10000", "--loading-process-events-interval-bytes", "1024");
        StoreDown down = assertThrows(StoreDown.class, () -> untilItSays("LOADING"));
        assertTrue(down.getMessage().contains("LOADING"), down.getMessage());
        assertThrows(IOException.class, () -> worker.beat(List.of()));
        server.awaitReady();
        while (server.call("INFO", "persistence").toString().contains("loading:1")) Thread.onSpinWait();
        assertEquals(Verdict.OK, worker.beat(List.of()));
        create();
    }

    /** Once it listens it answers; before, connections are refused. */
    private void untilItSays(String word) {
        while (true) {
            try {
                create();
            } catch (StoreDown e) {
                if (e.getMessage().contains(word)) throw e;
            }
        }
    }

    /** The address is read anew at every connect, so that a worker finds the one that took over. */
    @Test
    void afterAFailoverWorkersFollow() throws Exception {
        try (var second = new BareRedis(folder.resolve("b"))) {
            second.call("REPLICAOF", "127.0.0.1", "" + server.port());
            while (!second.call("INFO", "replication").toString().contains("master_link_status:up")) Thread.onSpinWait();
            second.call("REPLICAOF", "NO", "ONE");
            server.call("REPLICAOF", "127.0.0.1", "" + second.port());
            assertThrows(IOException.class, () -> worker.beat(List.of()));
            assertThrows(StoreDown.class, this::create);
            Files.writeString(folder.resolve("connection"), second.uri().toString());
            assertEquals(Verdict.OK, worker.beat(List.of()));
            assertEquals(JobState.RUNNING, jobs.find(running).orElseThrow().state());
        }
    }

    private String create() {
        return jobs.create(job(), 10, 10).id();
    }

    private static NewJob job() {
        return new NewJob(JobId.fresh(), "p", "1", "", Owner.anonymous("anna"), "{}", new Limits(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), 1 << 26), Duration.ofDays(1), RetryPolicy.DEFAULT, "");
    }
}
