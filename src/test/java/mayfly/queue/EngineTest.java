package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Owner;
import mayfly.launch.ProcessTable;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One attempt, every way it can end, with real workers. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineTest {
    @TempDir
    static Path home;
    TestMayfly mayfly;

    @BeforeAll
    void start() throws IOException {
        mayfly = begin();
    }

    TestMayfly begin() throws IOException {
        return new TestMayfly(home, 2);
    }

    @AfterAll
    void stop() {
        mayfly.close();
    }

    @Test
    void countEndsWithItsNumbers() {
        JobRecord job = mayfly.awaitEnd(mayfly.submit("count", "{\"start\": 1, \"end\": 10}"));
        assertEquals(JobState.SUCCESSFUL, job.state(), () -> job.toString());
        assertEquals("[1,2,3,4,5,6,7,8,9,10]", mayfly.jobs().outputs(job).get(0).value().toString());
        assertEquals(100, job.progress().percent());
        assertTrue(job.worker().peak() > 1 << 20);
        assertTrue(job.worker().cpu() > 0);
        assertEquals("[QUEUED, LAUNCHING, RUNNING, SUCCESSFUL]", mayfly.jobs().story(job.id()).stream().map(e -> e.state()).toList().toString());
    }

    @Test
    void aRehearsalOfASubmissionLeavesNoJobBehind() {
        var process = mayfly.catalog().find("count").orElseThrow();
        var inputs = (ObjectNode) JsonMapper.shared().readTree("{\"start\": 1, \"end\": 2}");
        mayfly.engine().rehearse(new Submission(process, mayfly.catalog().check(process, inputs).inputs(), List.of(), Owner.anonymous("rehearsal"), null));
        assertEquals(0, mayfly.jobs().jobs(new JobQuery(Owner.anonymous("rehearsal"), null, Set.of(), 1, 10)).total());
        assertEquals(0, mayfly.jobs().jobs(new JobQuery(null, null, Set.of(JobState.QUEUED), 1, 10)).jobs().stream().filter(j -> j.owner().equals(Owner.anonymous("rehearsal"))).count());
    }

    @Test
    void filesAndValuesAreOutputs() {
        JobRecord job = mayfly.awaitEnd(mayfly.trouble("file", 0));
        var outputs = mayfly.jobs().outputs(job);
        assertEquals("said file", outputs.get(0).id() + " " + outputs.get(1).id());
        assertEquals("hello", mayfly.file(job, "outputs/hello.txt"));
        assertEquals(5, outputs.get(1).size());
    }

    @Test
    void anExceptionIsToldWithItsMessageAndTail() {
        JobRecord job = failed("throw", 0, FailureKind.COMPUTATION);
        assertEquals("IllegalStateException: the planets are not aligned", job.failure().message());
        assertTrue(job.failure().tail().contains("at mayfly.testing.Trouble.run"), job.failure().tail());
    }

    @Test
    void faultyInputsAreToldAsTheyAre() {
        assertEquals("There is no column “x”.", failed("input", 0, FailureKind.INPUT).failure().message());
    }

    @Test
    void systemExitIsNoSuccessAndNoMurder() {
        assertEquals(0, failed("exit", 0, FailureKind.COMPUTATION).failure().exitCode());
        assertEquals(3, failed("exit", 3, FailureKind.COMPUTATION).failure().exitCode());
    }

    @Test
    void outOfMemoryIsCalledWhatItIs() {
        assertTrue(failed("oom", 0, FailureKind.MEMORY).failure().message().contains("32 MiB"));
        failed("oom-elsewhere", 0, FailureKind.MEMORY);
    }

    @Test
    void anOutputThatWasNotWrittenFailsTheJob() {
        assertTrue(failed("no-file", 0, FailureKind.COMPUTATION).failure().message().contains("never-written.txt"));
    }

    @Test
    void atTheSoftLimitAComputationMaySaveAndReturn() {
        JobRecord job = mayfly.awaitEnd(mayfly.submit("trouble-soft", "{\"what\": \"patient\"}"));
        assertEquals(JobState.SUCCESSFUL, job.state());
        assertEquals("\"saved\"", mayfly.jobs().outputs(job).get(0).value().toString());
    }

    @Test
    void atTheSoftLimitASleeperIsInterrupted() {
        JobRecord job = mayfly.awaitEnd(mayfly.submit("trouble-soft", "{\"what\": \"sleep\", \"number\": 60000}"));
        assertEquals(FailureKind.TIMEOUT, job.failure().kind());
        assertTrue(job.failure().message().contains("soft limit of 1 s"), job.failure().message());
    }

    @Test
    void atTheHardLimitWhateverItDoesItEnds() {
        for (String what : new String[] {"stubborn", "deadlock"}) {
            JobRecord job = mayfly.awaitEnd(mayfly.submit("trouble-hard", "{\"what\": \"" + what + "\"}"));
            assertEquals(FailureKind.TIMEOUT, job.failure().kind());
            assertTrue(job.failure().message().contains("limit of 2 s"), job.failure().message());
            awaitNoProcess(job);
        }
    }

    @Test
    void aChildThatIsLeftBehindIsEnded() {
        JobRecord job = mayfly.awaitEnd(mayfly.trouble("fork", 0));
        assertEquals(JobState.SUCCESSFUL, job.state());
        awaitNoProcess(job);
    }

    @Test
    void dismissalEndsTheWholeTreeAndProvesIt() {
        String id = mayfly.trouble("fork-and-wait", 0);
        mayfly.await(id, job -> job.progress().current() == 1);
        assertEquals(JobState.DISMISSED, mayfly.jobs().dismiss(id, TestMayfly.ANNA).state());
        JobRecord job = mayfly.await(id, j -> j.ending() != null);
        assertEquals(0, job.ending().left());
        assertTrue(job.ending().ended() >= 4, job.ending().toString());
        assertEquals(Set.of(), ProcessTable.read().of(Set.of(id + "/1"), 0));
    }

    @Test
    void aKilledWorkerIsNoticedAtOnceAndSaidToBeLost() {
        String id = mayfly.trouble("sleep", 600_000);
        JobRecord running = mayfly.await(id, JobState.RUNNING);
        ProcessHandle.of(running.worker().pid()).orElseThrow().destroyForcibly();
        JobRecord job = mayfly.awaitEnd(id);
        assertEquals(FailureKind.LOST, job.failure().kind());
        assertEquals(9, job.failure().signal());
        assertEquals(137, job.failure().exitCode());
    }

    @Test
    void anAttemptGoesOnFromTheLastCheckpointOfThoseBefore() {
        JobRecord job = mayfly.awaitEnd(mayfly.submit("trouble-again", "{\"what\": \"save-and-die\", \"number\": 2}"));
        assertEquals(JobState.SUCCESSFUL, job.state(), job::toString);
        assertEquals("\"saved 2 times, attempt 3\"", mayfly.jobs().outputs(job).get(0).value().toString());
    }

    @Test
    void aWorkerAskedToStopFromOutsideSaysSo() {
        String id = mayfly.trouble("sleep", 600_000);
        ProcessHandle.of(mayfly.await(id, JobState.RUNNING).worker().pid()).orElseThrow().destroy();
        JobRecord job = mayfly.awaitEnd(id);
        assertEquals(FailureKind.LOST, job.failure().kind());
        assertTrue(job.failure().message().contains("TERM"), job.failure().message());
    }

    @Test
    void progressIsStoredAFewTimesASecondHoweverOftenItIsSaid() {
        JobRecord job = mayfly.awaitEnd(mayfly.trouble("progress", 3_000_000));
        assertEquals(JobState.SUCCESSFUL, job.state());
    }

    @Test
    void aLongLogIsReadByPieces() {
        JobRecord job = mayfly.awaitEnd(mayfly.trouble("log", 50_000));
        LogSlice slice = mayfly.jobs().log(job, "stdout", 25_000_000, 5000);
        assertEquals(50_050_000, slice.size());
        assertTrue(slice.text().length() <= 5000 && slice.text().endsWith("x\n"));
        assertEquals("x".repeat(1000) + "\n", mayfly.jobs().log(job, "stdout", -1100, 1100).text());
    }

    private JobRecord failed(String what, long number, FailureKind kind) {
        JobRecord job = mayfly.awaitEnd(mayfly.trouble(what, number));
        assertEquals(JobState.FAILED, job.state(), job::toString);
        assertNotNull(job.failure());
        assertEquals(kind, job.failure().kind(), job.failure()::toString);
        return job;
    }

    private void awaitNoProcess(JobRecord job) {
        mayfly.await(job.id(), j -> ProcessTable.read().of(Set.of(j.id() + "/" + j.attempt()), 0).isEmpty());
    }
}
