package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.RunFolder;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an attempt saved before it died or was stopped, and what the next one makes of it, with real workers. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResumeTest {
    private static final String GOING_ON = "going on from the checkpoint of an earlier attempt";
    @TempDir
    static Path home;
    private TestMayfly mayfly;

    @BeforeAll
    void start() throws IOException {
        mayfly = new TestMayfly(home, 2);
    }

    @AfterAll
    void stop() {
        mayfly.close();
    }

    private static String counted(int end) {
        var numbers = new StringBuilder("[1");
        for (int i = 2; i <= end; i++) numbers.append(',').append(i);
        return numbers.append(']').toString();
    }

    private static Path checkpoint(JobRecord job) {
        return new RunFolder(home, job.id(), job.attempt()).checkpoint();
    }

    private void hasCounted(JobRecord job, int end) {
        assertEquals(JobState.SUCCESSFUL, job.state(), job::toString);
        assertEquals(counted(end), mayfly.jobs().outputs(job).get(0).value().toString());
        assertTrue(mayfly.file(job, "stderr.log").contains(GOING_ON), mayfly.file(job, "stderr.log"));
        assertEquals(end, job.progress().current());
    }

    private JobRecord killedAfterItsFirstCheckpoint(String id) {
        JobRecord running = mayfly.await(id, JobState.RUNNING);
        ProcessHandle worker = ProcessHandle.of(running.worker().pid()).orElseThrow();
        while (!Files.exists(checkpoint(running)) && worker.isAlive()) Thread.onSpinWait();
        worker.destroyForcibly();
        mayfly.await(id, JobState.RETRYING);
        return running;
    }

    @Test
    void killedInTheMiddleItGoesOnWhereItWas() throws IOException {
        String id = mayfly.submit("count", "{\"start\": 1, \"end\": 80, \"pause\": 0.05}");
        JobRecord running = killedAfterItsFirstCheckpoint(id);
        long saved = Long.parseLong(Files.readString(checkpoint(running)).replaceAll("(?s)[^0-9]*([0-9]+)}.*", "$1"));
        assertTrue(saved > 0 && saved < 80, "saved after step " + saved);
        mayfly.jobs().retryNow(id, TestMayfly.ANNA);
        JobRecord second = mayfly.await(id, job -> job.attempt() == 2 && job.progress().message().startsWith("Counting"));
        assertTrue(second.progress().current() > saved, second::toString);
        hasCounted(mayfly.awaitEnd(id), 80);
        mayfly.await(id, job -> !Files.exists(checkpoint(job)));
    }

    /** Longer than its limit, and yet it comes to its end. */
    @Test
    void atEachSoftLimitItSavesAndTheNextAttemptGoesOn() {
        JobRecord job = mayfly.awaitEnd(mayfly.submit("count-again", "{\"start\": 1, \"end\": 50, \"pause\": 0.05}"));
        assertTrue(job.attempt() > 1, job::toString);
        hasCounted(job, 50);
        assertEquals(FailureKind.TIMEOUT, job.attempts().get(0).failure().kind(), job.attempts()::toString);
    }

    @Test
    void askedToStopFromOutsideItSavesAndTheNextAttemptGoesOn() {
        String id = mayfly.submit("count", "{\"start\": 1, \"end\": 80, \"pause\": 0.05}");
        JobRecord running = mayfly.await(id, job -> job.progress().current() > 2);
        ProcessHandle.of(running.worker().pid()).orElseThrow().destroy();
        mayfly.await(id, JobState.RETRYING);
        mayfly.jobs().retryNow(id, TestMayfly.ANNA);
        JobRecord job = mayfly.awaitEnd(id);
        hasCounted(job, 80);
        assertEquals(FailureKind.LOST, job.attempts().get(0).failure().kind(), job.attempts()::toString);
    }

    /** Nobody goes on with it; but a computation that has more than one file to leave in order has its time for it. */
    @Test
    void dismissedItHasItsGraceToSave() throws IOException {
        String id = mayfly.submit("count", "{\"start\": 1, \"end\": 10, \"pause\": 3600}");
        JobRecord running = mayfly.await(id, job -> job.progress().current() == 1);
        mayfly.jobs().dismiss(id, TestMayfly.ANNA);
        JobRecord job = mayfly.await(id, j -> j.ending() != null);
        assertEquals(0, job.ending().killed(), job.ending()::toString);
        assertTrue(Files.readString(checkpoint(running)).startsWith("{\"steps\":0}"));
    }

    @Test
    void oneThatIsDamagedDoesNoHarm() throws IOException {
        String id = mayfly.submit("count", "{\"start\": 1, \"end\": 80, \"pause\": 0.05}");
        JobRecord running = killedAfterItsFirstCheckpoint(id);
        Files.writeString(checkpoint(running), "{\"steps\":3");
        mayfly.jobs().retryNow(id, TestMayfly.ANNA);
        JobRecord job = mayfly.awaitEnd(id);
        assertEquals(JobState.SUCCESSFUL, job.state(), job::toString);
        assertEquals(counted(80), mayfly.jobs().outputs(job).get(0).value().toString());
        assertTrue(mayfly.file(job, "stderr.log").contains("begins anew"), mayfly.file(job, "stderr.log"));
    }
}
