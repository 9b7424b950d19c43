package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mayfly.catalog.ProcessDescription;
import mayfly.job.Asked;
import mayfly.job.JobState;
import mayfly.job.Owner;
import mayfly.store.Redis;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The same token, the same job: whoever sends it, through whichever node, at whatever moment. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest {
    private static final int CLIENTS = 16;
    @TempDir
    static Path home;
    TestMayfly mayfly;
    Redis second;
    Engine other;

    @BeforeAll
    void start() throws IOException {
        mayfly = new TestMayfly(home, 1);
        second = new Redis(mayfly.redisUri());
        other = new Engine(mayfly.settings(), new mayfly.catalog.LiveCatalog(mayfly.catalog(), mayfly.settings().home()), second, mayfly.launcher());
        mayfly.await(mayfly.trouble("sleep", 600_000), JobState.RUNNING);
    }

    @AfterAll
    void stop() {
        other.close();
        second.close();
        mayfly.close();
    }

    @Test
    void racingSubmissionsThroughTwoNodesMakeOneJob() throws Exception {
        var threads = Executors.newFixedThreadPool(CLIENTS);
        for (int round = 0; round < 5; round++) {
            var owner = Owner.anonymous("race" + round);
            var begin = new CyclicBarrier(CLIENTS);
            var all = new ArrayList<Future<String>>();
            for (int i = 0; i < CLIENTS; i++) {
                JobService jobs = i % 2 == 0 ? mayfly.jobs() : other.jobs();
                all.add(threads.submit(() -> {
                    Submission mine = withFile(jobs, owner, "race " + owner.name(), "the same bytes");
                    begin.await();
                    return jobs.submit(mine).id();
                }));
            }
            var ids = new ArrayList<String>();
            for (Future<String> one : all) ids.add(one.get());
            assertEquals(1, Set.copyOf(ids).size(), ids::toString);
            assertEquals(1, mayfly.jobs().jobs(new JobQuery(owner, null, Set.of(), 1, 10)).total());
        }
        threads.shutdown();
        try (var uploads = Files.list(home.resolve("uploads"))) {
            assertEquals(0, uploads.count(), "what came with the others is gone");
        }
        try (var folders = Files.list(home.resolve("jobs"))) {
            for (Path folder : folders.toList()) assertEquals(folder.getFileName().toString(), mayfly.jobs().job(folder.getFileName().toString()).id());
        }
    }

    @Test
    void theSameTokenWithAnythingElseIsRefused() {
        var owner = Owner.anonymous("reuse");
        String id = mayfly.jobs().submit(withFile(mayfly.jobs(), owner, "reused", "one")).id();
        assertEquals(id, mayfly.jobs().submit(withFile(mayfly.jobs(), owner, "reused", "one")).id());
        refused(withFile(mayfly.jobs(), owner, "reused", "two"));
        refused(withFile(mayfly.jobs(), owner, "reused", "three"));
        Submission s = withFile(mayfly.jobs(), owner, "reused", "one");
        refused(new Submission(s.process(), s.inputs(), s.uploads(), owner, "reused", null, new Asked("raw", null, Asked.Subscriber.NOBODY)));
        assertEquals(Refusal.Reason.KEY_REUSED, assertThrows(Refusal.class, () -> mayfly.submit("count", "{\"start\": 1, \"end\": 2}", owner, "reused")).reason());
        assertEquals(1, mayfly.jobs().jobs(new JobQuery(owner, null, Set.of(), 1, 10)).total());
        mayfly.jobs().dismiss(id, owner);
        assertEquals(id, mayfly.jobs().submit(withFile(mayfly.jobs(), owner, "reused", "one")).id(), "it has ended, and its record lives");
        mayfly.jobs().delete(id, owner);
        assertNotEquals(id, mayfly.submit("count", "{\"start\": 1, \"end\": 2}", owner, "reused"));
    }

    private void refused(Submission submission) {
        assertEquals(Refusal.Reason.KEY_REUSED, assertThrows(Refusal.class, () -> mayfly.jobs().submit(submission)).reason());
        mayfly.jobs().discard(submission.uploads());
    }

    private Submission withFile(JobService jobs, Owner owner, String token, String bytes) {
        ProcessDescription echo = mayfly.catalog().find("echo").orElseThrow();
        Upload file = jobs.receive("file", "a.txt", "text/plain", new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8)), 1000);
        var inputs = (ObjectNode) JsonMapper.shared().readTree("{\"text\": \"a\"}");
        inputs.putObject("file").put("file", file.id()).put("name", file.name()).put("size", file.size()).put("mediaType", file.mediaType());
        return new Submission(echo, mayfly.catalog().check(echo, inputs).inputs(), List.of(file), owner, token);
    }
}
