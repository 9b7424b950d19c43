package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.RetryPolicy;
import mayfly.store.Resp;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an earlier version left in Redis, key by key as it wrote it, is read, listed, run to its end and removed by today's code. A file is all of Redis after a server of that
 * version was killed, one command to restore a key on each line, with six jobs of one owner: done, failed, cancelled, running (its worker is gone), queued, and again (waiting
 * for another attempt). Each version whose records differ gets a file of its own, and is never taken away while an upgrade from it is promised.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class UpgradeTest {
    @TempDir Path home;
    TestMayfly mayfly;

    @BeforeEach void start() throws IOException {
        mayfly = new TestMayfly(home, 1);
        mayfly.stopEngine();
    }

    @AfterEach void stop() {
        mayfly.close();
    }

    @ParameterizedTest
    @ValueSource(strings = "0.1.0")
    void everyJobEndsUnderTodaysCode(String version) throws IOException {
        restore(version);
        mayfly.startEngine();
        read();
        for (String name : List.of("running", "again")) finish(name);
        for (String name : List.of("queued", "again", "running")) {
            assertEquals(JobState.SUCCESSFUL, mayfly.awaitEnd(id(name)).state(), () -> name + ": " + job(name));
        }
        assertEquals("[1,2,3,4]", mayfly.jobs().outputs(job("queued")).get(0).value().toString());
        assertEquals(2, job("running").attempt());
        assertEquals(FailureKind.LOST, job("running").attempts().get(0).failure().kind());
        list();
        remove();
    }

    private void read() {
        JobRecord done = job("done");
        assertEquals(JobState.SUCCESSFUL, done.state());
        assertTrue(done.result().contains("[1,2,3]"), done.result());
        assertEquals(RetryPolicy.DEFAULT, done.retries().policy());
        assertEquals(List.of(), done.retries().past());
        assertEquals("[QUEUED, LAUNCHING, RUNNING, SUCCESSFUL]", mayfly.jobs().story(done.id()).stream().map(e -> e.state()).toList().toString());
        JobRecord failed = job("failed");
        assertEquals("LOST 137 9", failed.failure().kind() + " " + failed.failure().exitCode() + " " + failed.failure().signal());
        assertEquals(1, failed.attempts().size());
        assertEquals("0 0", job("cancelled").ending().killed() + " " + job("cancelled").ending().left());
    }

    /** One that waits for another attempt need not wait as long as the policy says. */
    private void finish(String name) {
        mayfly.await(id(name), job -> job.attempt() > 0 && job.state() != JobState.RUNNING || job.attempt() > 1);
        if (job(name).state() == JobState.RETRYING) mayfly.jobs().retryNow(id(name), TestMayfly.ANNA);
    }

    private void list() {
        assertEquals(6, mayfly.jobs().jobs(new JobQuery(TestMayfly.ANNA, "count", Set.of(), 1, 10)).total());
        JobPage everybody = mayfly.jobs().jobs(new JobQuery(null, null, Set.of(), 1, 10));
        assertEquals("4 1 1", everybody.counts().get(JobState.SUCCESSFUL) + " " + everybody.counts().get(JobState.FAILED) + " " + everybody.counts().get(JobState.DISMISSED));
        assertEquals(List.of("again", "queued", "running", "cancelled", "failed", "done"), everybody.jobs().stream().map(j -> j.id().replaceAll("0+$", "")).toList());
    }

    /** Nothing is left but what is kept for no job in particular. */
    private void remove() throws IOException {
        for (String name : List.of("done", "failed", "cancelled", "running", "queued", "again")) mayfly.jobs().delete(id(name), TestMayfly.ANNA);
        assertEquals(0, mayfly.jobs().jobs(new JobQuery(null, null, Set.of(), 1, 10)).total());
        try (var redis = new Resp(mayfly.redisUri(), 10_000)) {
            assertEquals(List.of(), redis.call("KEYS", "mayfly:job*"));
            assertEquals(0L, redis.call("ZCARD", "mayfly:leases"));
            assertEquals(0L, redis.call("ZCARD", "mayfly:retrying"));
            assertEquals("0", redis.call("GET", "mayfly:queued"));
            assertEquals(0L, redis.call("HLEN", "mayfly:slots"));
        }
    }

    private void restore(String version) throws IOException {
        try (var in = UpgradeTest.class.getResourceAsStream("records-" + version + ".jsonl"); var redis = new Resp(mayfly.redisUri(), 10_000)) {
            redis.call("FLUSHALL");
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            assertTrue(lines.size() > 10, "no records");
            for (String line : lines) redis.call(words(line));
        }
    }

    private static List<String> words(String line) {
        var out = new ArrayList<String>();
        for (JsonNode word : JsonMapper.shared().readTree(line)) out.add(word.asString());
        return out;
    }

    private JobRecord job(String name) {
        return mayfly.jobs().job(id(name));
    }

    private static String id(String name) {
        return (name + "0".repeat(22)).substring(0, 22);
    }
}
