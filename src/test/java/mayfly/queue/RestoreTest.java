package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.queue.Restorer.Line;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Redis is lost for good, in the middle of everything; what the folders tell brings all of it back. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RestoreTest {
    @TempDir
    Path home;
    TestMayfly mayfly;

    @BeforeEach
    void start() throws IOException {
        mayfly = new TestMayfly(home, 1);
    }

    @AfterEach
    void stop() {
        mayfly.close();
    }

    @Test
    void everythingIsAsItWas() throws Exception {
        String succeeded = mayfly.submit("count", "{\"start\": 1, \"end\": 3}", TestMayfly.BERT, "token-of-bert");
        mayfly.awaitEnd(succeeded);
        String failed = mayfly.trouble("throw", 0);
        mayfly.awaitEnd(failed);
        String killed = mayfly.trouble("sleep", 600_000);
        String running = mayfly.trouble("gate", 0);
        String dismissedQueued = mayfly.trouble("succeed", 0);
        List<String> queued = List.of(mayfly.trouble("succeed", 0), mayfly.trouble("succeed", 0), mayfly.trouble("succeed", 0));
        mayfly.jobs().dismiss(dismissedQueued, TestMayfly.ANNA);
        mayfly.await(killed, JobState.RUNNING);
        mayfly.jobs().dismiss(killed, TestMayfly.ANNA);
        mayfly.await(killed, j -> j.ending() != null);
        JobRecord worker = mayfly.await(running, JobState.RUNNING);
        Map<String, JobRecord> before = records();
        lose();
        assertEquals(Refusal.Reason.RECORD_LOST, assertThrows(Refusal.class, () -> mayfly.jobs().job(queued.get(0))).reason());
        String newer = mayfly.submit("count", "{\"start\": 1, \"end\": 600, \"pause\": 1}", TestMayfly.BERT, "another");

        assertEquals(before.size(), restore(true).size());
        assertEquals(1, records().size(), "a dry run only looks");
        Map<String, Line> lines = restore(false);
        assertEquals(before.keySet(), lines.keySet());
        assertEquals(JobState.RUNNING, lines.get(running).as());
        assertEquals(Map.of(), restore(false), "twice does no more");

        JobRecord back = mayfly.jobs().job(succeeded);
        assertEquals(before.get(succeeded).result(), back.result());
        assertEquals("[1,2,3]", mayfly.jobs().outputs(back).get(0).value().toString());
        assertTrue(Duration.between(before.get(succeeded).times().keptUntil(), back.times().keptUntil()).abs().toSeconds() < 10);
        assertEquals(before.get(succeeded).times().created(), back.times().created());
        assertEquals("IllegalStateException: the planets are not aligned", mayfly.jobs().job(failed).failure().message());
        assertEquals(JobState.DISMISSED, mayfly.jobs().job(dismissedQueued).state());
        assertEquals(0, mayfly.await(killed, j -> j.ending() != null).ending().left());
        assertEquals(succeeded, mayfly.submit("count", "{\"start\": 1, \"end\": 3}", TestMayfly.BERT, "token-of-bert"), "its token leads to it again");
        var order = new ArrayList<>(before.keySet());
        order.add(0, newer);
        assertEquals(order, list(), "in the order of creation, jobs made since are the newest");

        mayfly.jobs().dismiss(newer, TestMayfly.BERT);
        open(running);
        JobRecord done = mayfly.awaitEnd(running);
        assertEquals(JobState.SUCCESSFUL + " 1 " + worker.worker().pid(), done.state() + " " + done.attempt() + " " + done.worker().pid(), "the worker never noticed");
        for (String id : queued) assertEquals(JobState.SUCCESSFUL, mayfly.awaitEnd(id).state());
        assertEquals("0 0", mayfly.jobs().load(null).running() + " " + mayfly.jobs().load(null).queued());
        assertEquals(0, mayfly.jobs().overview().count(JobState.RUNNING));
    }

    /** Whatever the worker left counts; where it left nothing another attempt follows, and what is left of the first is ended before it begins. */
    @Test
    void whatAWorkerLeftWhileNobodyListened() throws Exception {
        String spooled = mayfly.trouble("gate", 0);
        mayfly.await(spooled, JobState.RUNNING);
        lose();
        open(spooled);
        while (!Files.exists(home.resolve("jobs").resolve(spooled).resolve("1/result.json"))) Thread.onSpinWait();
        assertEquals(Map.of(spooled, JobState.SUCCESSFUL), states(restore(false)));
        assertEquals(JobState.SUCCESSFUL, mayfly.jobs().job(spooled).state());

        String murdered = mayfly.submit("count", "{\"start\": 1, \"end\": 30, \"pause\": 0.1}");
        JobRecord job = mayfly.await(murdered, JobState.RUNNING);
        lose();
        ProcessHandle process = ProcessHandle.of(job.worker().pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        assertEquals(Map.of(spooled, JobState.SUCCESSFUL, murdered, JobState.RETRYING), states(restore(false)));
        JobRecord again = mayfly.awaitEnd(murdered);
        assertEquals(JobState.SUCCESSFUL + " 2", again.state() + " " + again.attempt());
        assertEquals(FailureKind.LOST, again.retries().past().get(0).failure().kind());
    }

    @Test
    void whatIsDeletedStaysSoAndWhatCannotBeReadIsNamed() throws Exception {
        String deleted = mayfly.awaitEnd(mayfly.trouble("succeed", 0)).id();
        Path folder = home.resolve("jobs").resolve(deleted);
        byte[] record = Files.readAllBytes(folder.resolve("record.json"));
        mayfly.await(deleted, job -> !Cleaner.unburied(Stores.of(mayfly.redis())).contains(deleted));
        mayfly.jobs().delete(deleted, TestMayfly.ANNA);
        mayfly.awaitFilesGone(deleted);
        Files.createDirectories(folder);
        Files.write(folder.resolve("record.json"), record);
        String broken = mayfly.awaitEnd(mayfly.trouble("succeed", 0)).id();
        Files.writeString(home.resolve("jobs").resolve(broken).resolve("record.json"), "{\"owner\": \"anon:");
        assertEquals("it was deleted", restore(false).get(deleted).why());
        Stores.of(mayfly.redis()).jobs().remove(List.of(broken), Duration.ofMillis(1));
        while (Stores.of(mayfly.redis()).jobs().gone(broken).isPresent()) Thread.onSpinWait();
        Map<String, Line> lines = restore(false);
        assertEquals(null, lines.get(broken).as());
        assertTrue(lines.get(broken).why().contains("record.json cannot be read"), lines.get(broken).why());
    }

    /** Noticed by itself, and never swept, however old. */
    @Test
    void whatIsLostIsCountedAndKept() throws Exception {
        String id = mayfly.awaitEnd(mayfly.trouble("succeed", 0)).id();
        var stores = Stores.of(mayfly.redis());
        try (var sweeper = new Sweeper(home, stores)) {
            sweeper.round(Instant.now());
            assertEquals(0, sweeper.lost());
            lose();
            sweeper.round(Instant.now().plus(Duration.ofHours(3)));
            assertEquals(1, sweeper.lost());
            restore(false);
            sweeper.round(Instant.now().plus(Duration.ofHours(4)));
            assertEquals(0, sweeper.lost());
        }
        assertEquals(JobState.SUCCESSFUL, mayfly.jobs().job(id).state());
    }

    private void open(String gate) throws IOException {
        Files.createFile(Files.createDirectories(home.resolve("jobs").resolve(gate).resolve("1/scratch")).resolve("go"));
    }

    /** Newest first. */
    private List<String> list() {
        return mayfly.jobs().jobs(new JobQuery(null, null, Set.of(), 1, 100)).jobs().stream().map(JobRecord::id).toList();
    }

    private Map<String, JobRecord> records() {
        return list().stream().collect(Collectors.toMap(Function.identity(), id -> mayfly.jobs().job(id), (a, b) -> a, LinkedHashMap::new));
    }

    private static Map<String, JobState> states(Map<String, Line> lines) {
        return lines.values().stream().collect(Collectors.toMap(Line::id, Line::as));
    }

    /** Killed, its files deleted; it comes back empty, by itself. */
    private void lose() throws Exception {
        mayfly.stopRedis();
        try (var files = Files.walk(home.resolve("redis/data"))) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(file);
        }
        mayfly.startRedis();
        assertEquals(List.of(), list());
    }

    private Map<String, Line> restore(boolean dry) throws IOException {
        var lines = new LinkedHashMap<String, Line>();
        new Restorer(mayfly.settings(), mayfly.redis()).run(dry, line -> lines.put(line.id(), line));
        return lines;
    }
}
