package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way an attempt can end, carried out by workers that were started ahead; and what is true of these alone. */
class StandbyTest extends EngineTest {
    @TempDir
    static Path other;

    @Override
    TestMayfly begin() throws IOException {
        return new TestMayfly(home, 4, 3);
    }

    @BeforeEach
    void awaitReady() {
        await(() -> mayfly.launcher().figures().ready() == 3);
    }

    @Test
    void eachIsUsedOnceAndReplaced() {
        // Those that stand by may still be of the shapes that the tests before have asked for.
        await(this::isStandbyUsed);
        long before = mayfly.launcher().figures().standby();
        Set<Long> pids = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            awaitReady();
            pids.add(mayfly.awaitEnd(mayfly.trouble("succeed", 0)).worker().pid());
        }
        assertEquals(4, pids.size());
        assertEquals(before + 4, mayfly.launcher().figures().standby());
        awaitReady();
        assertEquals(3, standbys().size(), "never more than wanted");
    }

    private boolean isStandbyUsed() {
        long before = mayfly.launcher().figures().standby();
        awaitReady();
        mayfly.awaitEnd(mayfly.trouble("succeed", 0));
        return mayfly.launcher().figures().standby() > before;
    }

    @Test
    void nothingOfThePrimingIsSeenByTheJob() throws IOException {
        await(this::isStandbyUsed);
        awaitReady();
        long before = mayfly.launcher().figures().standby();
        JobRecord warm = mayfly.awaitEnd(mayfly.trouble("look", 0));
        assertEquals(before + 1, mayfly.launcher().figures().standby());
        try (var cold = new TestMayfly(other, 1)) {
            JobRecord reference = cold.awaitEnd(cold.trouble("look", 0));
            assertEquals(JobState.SUCCESSFUL, reference.state(), reference::toString);
            assertEquals(anonymous(cold.file(reference, "outputs/seen.txt"), cold, reference), anonymous(mayfly.file(warm, "outputs/seen.txt"), mayfly, warm));
        }
        assertEquals("", mayfly.file(warm, "stderr.log"));
    }

    /** Without what differs from home to home. */
    private static String anonymous(String seen, TestMayfly of, JobRecord job) {
        return seen.replace(of.home().toString(), "HOME").replace(job.id(), "JOB").replaceAll("worker-[^,]*\\.(jsa|aot)", "ARCHIVE");
    }

    @Test
    void theLogHoldsTheJobsWordsAlone() {
        JobRecord job = mayfly.awaitEnd(mayfly.trouble("succeed", 0));
        assertEquals("all is well\n", mayfly.file(job, "stdout.log"));
    }

    @Test
    void anotherShapeIsLaunchedColdAndHeldReadyFromThenOn() {
        for (int i = 0; i < 40; i++) mayfly.awaitEnd(mayfly.trouble("succeed", 0));
        await(() -> standbys().size() == 3);
        awaitSettled();
        long cold = mayfly.launcher().figures().cold();
        mayfly.awaitEnd(mayfly.submit("count", "{\"start\": 1, \"end\": 2}"));
        assertEquals(cold + 1, mayfly.launcher().figures().cold(), "only the shape of the other process stood by");
        long standby = mayfly.launcher().figures().standby();
        await(() -> {
            mayfly.awaitEnd(mayfly.submit("count", "{\"start\": 1, \"end\": 2}"));
            return mayfly.launcher().figures().standby() > standby;
        });
    }

    /** The same workers stand by for a while: none is being replaced by one of another shape. */
    private void awaitSettled() {
        var seen = new ArrayDeque<Set<Long>>();
        await(() -> {
            seen.addFirst(standbys());
            return seen.size() > 20 && seen.stream().limit(20).distinct().count() == 1;
        });
    }

    @Test
    void aBacklogIsLaunchedColdAndAllOfItIsDone() {
        long cold = mayfly.launcher().figures().cold();
        List<String> ids = Stream.generate(() -> mayfly.trouble("succeed", 0)).limit(12).toList();
        for (String id : ids) assertEquals(JobState.SUCCESSFUL, mayfly.awaitEnd(id).state());
        assertTrue(mayfly.launcher().figures().cold() > cold);
    }

    @Test
    void oneThatWasKilledIsReplacedAndNoJobIsLost() throws Exception {
        Set<Long> before = standbys();
        before.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        JobRecord job = mayfly.awaitEnd(mayfly.trouble("succeed", 0));
        assertEquals(JobState.SUCCESSFUL, job.state(), job::toString);
        awaitReady();
        assertFalse(standbys().stream().anyMatch(before::contains));
    }

    @Test
    void changedCodeEndsThemAndIsPutRight() throws IOException {
        Set<Long> before = standbys();
        Path jar = TestMayfly.runtime().folder().resolve("classes.jar");
        byte[] right = Files.readAllBytes(jar);
        Files.writeString(jar, "not what was laid here");
        JobRecord job = mayfly.awaitEnd(mayfly.trouble("succeed", 0));
        assertEquals(JobState.SUCCESSFUL, job.state(), job::toString);
        assertFalse(before.contains(job.worker().pid()), "a worker that stood by ran although its code was outdated");
        assertEquals(right.length, Files.size(jar));
        awaitReady();
        assertFalse(standbys().stream().anyMatch(before::contains));
    }

    @Test
    void theyEndWithTheirApplication() throws IOException {
        Path folder = other.resolve("ends");
        var another = new TestMayfly(Files.createDirectories(folder), 2, 1);
        await(() -> another.launcher().figures().ready() == 1);
        long pid = standbys(folder).iterator().next();
        another.close();
        await(() -> ProcessHandle.of(pid).isEmpty());
        assertEquals(Set.of(), standbys(folder));
    }

    private Set<Long> standbys() {
        return standbys(home);
    }

    /** Pids of workers that wait: their working directory has not become that of an attempt. */
    private static Set<Long> standbys(Path home) {
        var out = new HashSet<Long>();
        ProcessHandle.allProcesses().map(ProcessHandle::pid).filter(pid -> isIn(home.resolve("standby"), pid)).forEach(out::add);
        return out;
    }

    private static boolean isIn(Path folder, long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd")).startsWith(folder);
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.getAsBoolean()) {
            assertFalse(System.nanoTime() > until, "not within 40 s");
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
