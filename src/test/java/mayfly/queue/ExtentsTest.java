package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mayfly.catalog.Catalog;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an attempt may take up besides time, with real workers: memory of the tree, log, outputs; and what it has used. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class ExtentsTest {
    /** The older hierarchy, whose memory controller can be used beside control groups of the newer one. */
    private static final Path MEMORY = Path.of("/sys/fs/cgroup/memory");
    @TempDir
    static Path home;
    private static TestMayfly mayfly;

    @BeforeAll
    static void start() throws IOException {
        mayfly = new TestMayfly(home, 2, 0, Catalog.load(List.of(Path.of("src/test/resources/processes"))));
    }

    @AfterAll
    static void stop() {
        mayfly.close();
    }

    @Test
    void memoryIsThatOfTheWholeTree() {
        JobRecord job = mayfly.awaitEnd(submit("trouble-tree", "children", 4));
        assertEquals(FailureKind.MEMORY, job.failure().kind(), job::toString);
        assertTrue(job.failure().message().matches("It and its children needed more memory than they are allowed together: \\d+ MiB used by [345] processes, 300 MiB allowed\\."), job.failure().message());
        assertTrue(job.worker().peak() > 300 << 20, job::toString);
        JobRecord last = mayfly.await(job.id(), j -> j.ending() != null && j.ending().ended() >= 2);
        assertEquals(0, last.ending().left());
    }

    @Test
    void twoChildrenAreWithinIt() {
        String id = submit("trouble-tree", "children", 1);
        mayfly.await(id, j -> j.worker().peak() > 100 << 20);
        mayfly.jobs().dismiss(id, TestMayfly.ANNA);
        assertEquals(JobState.DISMISSED, mayfly.awaitEnd(id).state());
    }

    @Test
    void processorTimeIsThatOfChildrenToo() {
        JobRecord job = mayfly.awaitEnd(submit("trouble", "cpu", 1_000_000));
        JobRecord idle = mayfly.awaitEnd(submit("trouble", "succeed", 0));
        assertTrue(job.worker().cpu() > idle.worker().cpu() + 100, () -> job.worker() + " beside " + idle.worker());
    }

    @Test
    void aLogBeyondItsLimitIsCutAndSaysSo() {
        JobRecord job = mayfly.awaitEnd(submit("trouble-log", "log-file", 200));
        assertEquals(JobState.SUCCESSFUL, job.state(), job::toString);
        String log = mayfly.file(job, "stderr.log");
        assertTrue(log.startsWith("x".repeat(1000) + "\n"));
        assertTrue(log.endsWith("x\nMayfly: the log limit of 100 kB was reached here; what was written from here on was cut, and the job went on.\n"), log.substring(log.length() - 300));
        assertTrue(log.length() > 99_000 && log.length() < 100_200, () -> "" + log.length());
        assertEquals("the last line\n", mayfly.file(job, "stdout.log"));
    }

    @Test
    void orFailsTheJobWhereTheDescriptionSaysSo() {
        JobRecord job = mayfly.awaitEnd(submit("trouble-halt", "log-file", 200));
        assertEquals(JobState.FAILED, job.state(), job::toString);
        assertEquals("Its log (stdout and stderr) grew beyond the limit: 200 kB written, 100 kB allowed.", job.failure().message());
        assertEquals(JobState.SUCCESSFUL, mayfly.awaitEnd(submit("trouble-halt", "log-file", 50)).state());
    }

    @Test
    void outputsBeyondTheirLimitFailTheJobAtItsEndAndOnItsWay() {
        String said = "Its outputs grew beyond the limit: 2 MB written, 1 MB allowed.";
        assertEquals(said, mayfly.awaitEnd(submit("trouble-log", "output", 2_000_000)).failure().message());
        JobRecord waiting = mayfly.awaitEnd(submit("trouble-log", "output-and-wait", 2_000_000));
        assertEquals(said, waiting.failure().message());
        assertEquals(FailureKind.COMPUTATION, waiting.failure().kind());
        assertEquals(JobState.SUCCESSFUL, mayfly.awaitEnd(submit("trouble-log", "output", 900_000)).state());
    }

    @Test
    void aKillByTheKernelIsCalledWhatItIs() throws Exception {
        String id = submit("trouble", "eat", 0);
        JobRecord running = mayfly.await(id, j -> j.progress().current() == 1);
        Path group = MEMORY.resolve("mayfly-test-" + id);
        boolean can = Files.isWritable(MEMORY.resolve("cgroup.procs")) && group.toFile().mkdir();
        if (!can) System.err.println("SKIPPED: no memory controller can be written here, so that the kernel cannot be made to kill a worker");
        assumeTrue(can);
        try {
            Files.writeString(group.resolve("cgroup.procs"), running.worker().pid() + "\n");
            Files.writeString(group.resolve("memory.limit_in_bytes"), "8M");
            Files.writeString(home.resolve("jobs").resolve(id).resolve("1/eat"), "now");
            JobRecord job = mayfly.awaitEnd(id);
            // Where its log cannot be read the kernel does not say whom it has killed, and the job is not blamed for it.
            assertEquals(job.failure().message().contains("on this machine") ? FailureKind.LOST : FailureKind.MEMORY, job.failure().kind(), job::toString);
            assertEquals(9, job.failure().signal());
            assertTrue(job.failure().message().contains("OOM killer"), job.failure().message());
        } finally {
            mayfly.await(id, j -> group.toFile().delete());
        }
    }

    private static String submit(String process, String what, long number) {
        return mayfly.submit(process, "{\"what\": \"" + what + "\", \"number\": " + number + "}");
    }
}
