package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mayfly.job.Attempt;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.RunFolder;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What follows a failed attempt, with real workers. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class RetryTest {
    @TempDir
    static Path home;
    static TestMayfly mayfly;

    @BeforeAll
    static void start() throws IOException {
        mayfly = new TestMayfly(home, 3);
    }

    @AfterAll
    static void stop() {
        mayfly.close();
    }

    @Test
    void aWorkerThatAsksForAnotherAttemptGetsIt() {
        JobRecord job = mayfly.awaitEnd(again("again-before", 3));
        assertEquals(JobState.SUCCESSFUL, job.state(), job::toString);
        assertEquals(3, job.attempt());
        assertNull(job.failure());
        assertEquals(List.of(1, 2, 3), job.attempts().stream().map(Attempt::number).toList());
        Attempt first = job.attempts().get(0);
        assertEquals("The licence server is busy.", first.failure().message());
        assertEquals(20, first.failure().exitCode());
        assertTrue(first.pid() > 0 && first.pid() != job.worker().pid() && first.host().equals("here") && first.peak() > 0, first::toString);
        assertTrue(!first.ended().isBefore(first.started()) && !first.started().isBefore(first.launched()), first::toString);
        assertEquals("[QUEUED, LAUNCHING, RUNNING, RETRYING, QUEUED, LAUNCHING, RUNNING, RETRYING, QUEUED, LAUNCHING, RUNNING, SUCCESSFUL]",
                mayfly.jobs().story(job.id()).stream().map(e -> e.state()).toList().toString());
        for (int i = 1; i <= 3; i++) assertTrue(Files.isRegularFile(new RunFolder(home, job.id(), i).stderr()), "attempt " + i);
    }

    @Test
    void exit20OfTheProcessItselfSaysTheSame() {
        JobRecord job = mayfly.awaitEnd(again("exit-before", 2));
        assertEquals(JobState.SUCCESSFUL, job.state(), job::toString);
        assertEquals(20, job.attempts().get(0).failure().exitCode());
    }

    @Test
    void whatCanNeverSucceedIsNotTriedAgain() {
        JobRecord job = mayfly.awaitEnd(again("never-again", 0));
        assertEquals("FAILED 1 The moon is made of cheese.", job.state() + " " + job.attempt() + " " + job.failure().message());
        assertEquals(1, mayfly.awaitEnd(again("input", 0)).attempt());
        assertEquals(1, mayfly.awaitEnd(again("exit", 50)).attempt());
    }

    @Test
    void theLastAttemptIsTheLast() {
        JobRecord job = mayfly.awaitEnd(again("throw", 0));
        assertEquals("FAILED 5 COMPUTATION", job.state() + " " + job.attempt() + " " + job.failure().kind());
        assertEquals(5, job.attempts().size());
        for (Attempt a : job.attempts()) assertEquals("IllegalStateException: the planets are not aligned", a.failure().message());
    }

    @Test
    void aJobThatKillsItsWorkerThreeTimesStops() {
        String id = again("sleep", 600_000);
        for (int i = 1; i <= 3; i++) {
            int attempt = i;
            JobRecord running = mayfly.await(id, j -> j.attempt() == attempt && j.state() == JobState.RUNNING);
            ProcessHandle.of(running.worker().pid()).orElseThrow().destroyForcibly();
        }
        JobRecord job = mayfly.awaitEnd(id);
        assertEquals("FAILED 3 LOST", job.state() + " " + job.attempt() + " " + job.failure().kind());
        assertTrue(job.failure().message().endsWith("Its worker has now died 3 times, so it is not tried again."), job.failure().message());
        assertEquals(137, job.attempts().get(0).failure().exitCode());
    }

    /** Of the attempt before nothing is left when the next begins, and the record has the proof. */
    @Test
    void noAttemptBeginsBesideTheChildrenOfTheOneBefore() {
        String id = again("fork-and-wait", 0);
        JobRecord first = mayfly.await(id, j -> j.progress().current() == 1);
        ProcessHandle.of(first.worker().pid()).orElseThrow().destroyForcibly();
        JobRecord second = mayfly.await(id, j -> j.attempt() == 2);
        Attempt before = second.retries().past().get(0);
        assertNotNull(before.ending(), before::toString);
        assertEquals(0, before.ending().left());
        assertTrue(before.ending().ended() >= 3, before.ending().toString());
        mayfly.jobs().dismiss(id, TestMayfly.ANNA);
        mayfly.await(id, j -> j.ending() != null);
    }

    @Test
    void itsOwnerNeedNotWaitForTheNextAttempt() {
        String id = mayfly.submit("count", "{\"start\": 1, \"end\": 3, \"pause\": 1}");
        ProcessHandle.of(mayfly.await(id, JobState.RUNNING).worker().pid()).orElseThrow().destroyForcibly();
        JobRecord waiting = mayfly.await(id, JobState.RETRYING);
        assertTrue(waiting.retries().next().isAfter(waiting.times().over().plusSeconds(7)), waiting::toString);
        assertThrows(Refusal.class, () -> mayfly.jobs().retryNow(id, TestMayfly.BERT));
        mayfly.jobs().retryNow(id, TestMayfly.ANNA);
        JobRecord job = mayfly.awaitEnd(id);
        assertEquals("SUCCESSFUL 2", job.state() + " " + job.attempt());
        Attempt second = job.current();
        assertTrue(second.launched().isBefore(waiting.retries().next()), "it waited all the same: " + second);
        assertEquals(JobState.SUCCESSFUL, mayfly.jobs().retryNow(id, TestMayfly.ANNA).state());
    }

    @Test
    void aJobThatWaitsForItsNextAttemptCanBeDismissed() {
        String id = mayfly.submit("count", "{\"start\": 1, \"end\": 3, \"pause\": 1}");
        ProcessHandle.of(mayfly.await(id, JobState.RUNNING).worker().pid()).orElseThrow().destroyForcibly();
        mayfly.await(id, JobState.RETRYING);
        assertEquals(JobState.DISMISSED, mayfly.jobs().dismiss(id, TestMayfly.ANNA).state());
        assertEquals(1, mayfly.awaitEnd(id).attempt());
    }

    private static String again(String what, long number) {
        return mayfly.submit("trouble-again", "{\"what\": \"" + what + "\", \"number\": " + number + "}");
    }
}
