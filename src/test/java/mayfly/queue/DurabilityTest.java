package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.LogTail;
import mayfly.store.QueueStore;
import mayfly.store.Slots;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to jobs when the parts around them come and go. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class DurabilityTest {
    @TempDir
    Path home;
    TestMayfly mayfly;

    @BeforeEach
    void start() throws IOException {
        mayfly = new TestMayfly(home, 2);
    }

    @AfterEach
    void stop() {
        mayfly.close();
    }

    @Test
    void aRunningJobIsAdoptedAfterARestart() throws IOException {
        String id = mayfly.trouble("sleep", 3000);
        JobRecord before = mayfly.await(id, JobState.RUNNING);
        mayfly.stopEngine();
        mayfly.startEngine();
        JobRecord job = mayfly.awaitEnd(id);
        assertEquals(JobState.SUCCESSFUL, job.state());
        assertEquals(before.worker().pid(), job.worker().pid());
        assertEquals(1, job.attempt());
    }

    @Test
    void aJobThatEndedWhileNobodyLookedHasEnded() throws Exception {
        String id = mayfly.trouble("sleep", 500);
        JobRecord running = mayfly.await(id, JobState.RUNNING);
        mayfly.stopEngine();
        ProcessHandle.of(running.worker().pid()).ifPresent(p -> p.onExit().join());
        mayfly.startEngine();
        assertEquals(JobState.SUCCESSFUL, mayfly.awaitEnd(id).state());
    }

    @Test
    void aWorkerKilledWhileNobodyLookedIsLost() throws IOException {
        String id = mayfly.trouble("sleep", 600_000);
        JobRecord running = mayfly.await(id, JobState.RUNNING);
        mayfly.stopEngine();
        ProcessHandle worker = ProcessHandle.of(running.worker().pid()).orElseThrow();
        worker.destroyForcibly();
        worker.onExit().join();
        mayfly.startEngine();
        assertEquals(FailureKind.LOST, mayfly.awaitEnd(id).failure().kind());
    }

    @Test
    void aJobThatWasTakenByANodeThatDiedBeforeItStartedItIsStartedAgain() throws IOException {
        mayfly.stopEngine();
        String id = mayfly.trouble("succeed", 0);
        assertEquals(id, new QueueStore(mayfly.redis()).take(new Slots(2, 2, Duration.ofMillis(100), "here")).job().orElseThrow().id());
        mayfly.startEngine();
        JobRecord job = mayfly.awaitEnd(id);
        assertEquals(JobState.SUCCESSFUL, job.state());
        assertEquals(2, job.attempt());
    }

    @Test
    void aFrozenWorkerIsNotDeclaredDead() throws Exception {
        String id = mayfly.trouble("sleep", 2000);
        JobRecord running = mayfly.await(id, JobState.RUNNING);
        String pid = Long.toString(running.worker().pid());
        new ProcessBuilder("kill", "-STOP", pid).start().waitFor();
        JobRecord silent = mayfly.await(id, j -> j.worker().seen() != null && j.worker().seen().isAfter(j.worker().heard().plusSeconds(3)));
        assertEquals(JobState.RUNNING, silent.state());
        new ProcessBuilder("kill", "-CONT", pid).start().waitFor();
        assertEquals(JobState.SUCCESSFUL, mayfly.awaitEnd(id).state());
    }

    @Test
    void whileTheStoreIsAwayTheWorkerGoesOnAndDeliversLater() throws IOException {
        String id = mayfly.trouble("sleep", 1500);
        JobRecord running = mayfly.await(id, JobState.RUNNING);
        mayfly.stopRedis();
        assertEquals(Refusal.Reason.STORE_DOWN, assertThrows(Refusal.class, () -> mayfly.trouble("succeed", 0)).reason());
        assertEquals(Refusal.Reason.STORE_DOWN, assertThrows(Refusal.class, () -> mayfly.jobs().job(id)).reason());
        Path result = home.resolve("jobs").resolve(id).resolve("1/result.json");
        while (!Files.exists(result)) Thread.onSpinWait();
        assertTrue(ProcessHandle.of(running.worker().pid()).isPresent());
        mayfly.startRedis();
        assertEquals(JobState.SUCCESSFUL, mayfly.awaitEnd(id).state());
        assertEquals(1, mayfly.jobs().jobs(new JobQuery(TestMayfly.ANNA, null, java.util.Set.of(), 1, 10)).total());
    }

    @Test
    void anOutcomeLeftOnDiskIsTakenIn() throws IOException {
        String id = mayfly.trouble("sleep", 600_000);
        JobRecord running = mayfly.await(id, JobState.RUNNING);
        Files.writeString(home.resolve("jobs").resolve(id).resolve("1/result.json"), "{\"state\":\"SUCCESSFUL\",\"outputs\":[]}");
        ProcessHandle.of(running.worker().pid()).orElseThrow().destroyForcibly();
        assertEquals(JobState.SUCCESSFUL, mayfly.awaitEnd(id).state());
    }

    @Test
    void withoutJavaTheJobFailsInWords() throws IOException {
        mayfly.stopEngine();
        mayfly.startEngine(Path.of("/no/such/java"));
        JobRecord job = mayfly.awaitEnd(mayfly.trouble("succeed", 0));
        assertEquals(FailureKind.LAUNCH, job.failure().kind());
        assertTrue(job.failure().message().length() > 20 || job.failure().tail().contains("/no/such/java"), job.failure()::toString);
    }

    @Test
    void aRuntimeThatWasTidiedAwayIsLaidAgain() throws IOException {
        Files.delete(TestMayfly.runtime().folder().resolve("classes.jar"));
        assertEquals(JobState.SUCCESSFUL, mayfly.awaitEnd(mayfly.trouble("succeed", 0)).state());
    }

    @Test
    void theEndOfALogIsFoundWhateverItsLength() throws IOException {
        Path log = home.resolve("log");
        Files.writeString(log, "first\n" + "x".repeat(100) + "\nlast ü\n");
        assertEquals("last ü", LogTail.of(log, 20));
        assertEquals("", LogTail.of(home.resolve("none"), 20));
    }
}
