package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import mayfly.job.Attempt;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Node;
import mayfly.job.RunFolder;
import mayfly.store.LeaseStore;
import mayfly.store.NodeStore;
import mayfly.store.QueueStore;
import mayfly.store.Slots;
import mayfly.store.Taken;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes on one store, on one host and on two. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class NodesTest {
    @TempDir
    Path folder;
    Path home;
    TestMayfly mayfly;

    @BeforeEach
    void start() throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        mayfly = new TestMayfly(home, 2);
    }

    @AfterEach
    void stop() {
        mayfly.close();
    }

    @Test
    void eachSaysThatItLives() throws IOException {
        assertEquals(List.of("here"), hosts(mayfly.engine()));
        try (Engine there = mayfly.another("there")) {
            there.start();
            assertEquals(List.of("here", "there"), hosts(there));
            until(() -> hosts(mayfly.engine()).size() == 2);
            assertTrue(mayfly.jobs().watches("there"));
        }
        until(() -> hosts(mayfly.engine()).size() == 1);
        assertFalse(mayfly.jobs().watches("there"));
    }

    @Test
    void oneWithAnotherHomeRefusesToStartInWords() throws IOException {
        try (Engine strange = mayfly.another("there", Files.createDirectories(folder.resolve("elsewhere")))) {
            String words = assertThrows(NodeRefused.class, strange::start).getMessage();
            assertTrue(words.startsWith("Another Mayfly on host here (process " + ProcessHandle.current().pid() + ") uses this Redis with another home folder."), words);
            assertTrue(words.contains("MAYFLY_HOME (here it is " + folder.resolve("elsewhere") + ")"), words);
        }
        assertEquals(List.of("here"), hosts(mayfly.engine()));
    }

    @Test
    void oneThatOnlyCallsItsMachineTheSameRefusesToo() throws IOException {
        new NodeStore(mayfly.redis()).say(new Node("n", "there", "another-machine", HomeId.of(home), 1, Instant.EPOCH, null, null), Duration.ofMinutes(1), List.of());
        try (Engine there = mayfly.another("there")) {
            String words = assertThrows(NodeRefused.class, there::start).getMessage();
            assertTrue(words.contains("calls its machine there too") && words.contains("MAYFLY_HOST_NAME"), words);
        }
    }

    /** Asleep between taking a job and starting its worker, and awake when the next attempt has been made. */
    @Test
    void aNodeThatSleptDoesNotStartWhatIsNotItsAnyMore() throws IOException {
        mayfly.stopEngine();
        String id = mayfly.trouble("succeed", 0);
        Taken taken = new QueueStore(mayfly.redis()).take(new Slots(2, 2, Duration.ofMillis(100), "here", "asleep"));
        assertEquals(id, taken.job().orElseThrow().id());
        mayfly.startEngine();
        assertEquals("SUCCESSFUL 2", ended(id));
        Instant late = taken.job().get().times().launched().plusSeconds(2);
        until(() -> new LeaseStore(mayfly.redis()).now().isAfter(late));
        mayfly.engine().taken(taken);
        assertEquals("SUCCESSFUL 1", ended(mayfly.trouble("succeed", 0)), "taken after that");
        assertTrue(Files.notExists(new RunFolder(home, id, 1).path()), "it was started");
    }

    /** What one node ends, the other on that host does not count again, nor as nothing. */
    @Test
    void theProofOfADismissalIsThatOfTheNodeThatEndedIt() throws IOException {
        try (Engine other = mayfly.another("here")) {
            other.start();
            for (int i = 0; i < 2; i++) {
                String id = mayfly.trouble("fork-and-wait", 0);
                mayfly.await(id, job -> job.progress().current() == 1);
                (i % 2 == 0 ? mayfly.jobs() : other.jobs()).dismiss(id, TestMayfly.ANNA);
                JobRecord job = mayfly.await(id, j -> j.ending() != null);
                until(() -> new LeaseStore(mayfly.redis()).endings().isEmpty());
                assertEquals(job.ending(), mayfly.jobs().job(id).ending());
                assertTrue(job.ending().ended() >= 4 && job.ending().left() == 0, job.ending()::toString);
            }
        }
    }

    /**
     * A job on a host whose only node goes: while its worker speaks it is fine; when it is stopped for long enough it is lost, and done here; when it is continued it has no say.
     * Beside it one on this host is stopped too: it is never called dead, and ended at its limit.
     */
    @Test
    void stoppedWorkersInSightAndOutOfSight() throws Exception {
        mayfly.stopEngine();
        String away = mayfly.submit("trouble-again", "{\"what\": \"patient\"}");
        JobRecord first;
        try (Engine there = mayfly.another("there")) {
            there.start();
            first = mayfly.await(away, JobState.RUNNING);
        }
        mayfly.startEngine();
        assertEquals("there", first.worker().host());
        assertFalse(mayfly.jobs().look(away).watched());
        mayfly.await(away, j -> j.worker().heard().isAfter(first.worker().heard().plusSeconds(2)));
        signal("STOP", first);

        String near = mayfly.submit("trouble-hard", "{\"what\": \"patient\"}");
        JobRecord running = mayfly.await(near, JobState.RUNNING);
        signal("STOP", running);
        mayfly.await(near, j -> j.worker().stopped() && j.state() == JobState.RUNNING && j.worker().seen().isAfter(j.worker().heard()));

        JobRecord second = mayfly.await(away, j -> j.attempt() == 2 && j.state() == JobState.RUNNING);
        assertEquals("here", second.worker().host());
        Attempt lost = second.retries().past().get(0);
        assertEquals(FailureKind.LOST, lost.failure().kind());
        assertTrue(lost.failure().message().contains("no Mayfly runs there"), lost.failure().message());
        ProcessHandle late = ProcessHandle.of(first.worker().pid()).orElseThrow();
        signal("CONT", first);
        late.onExit().join();
        assertTrue(Files.notExists(new RunFolder(home, away, 1).result()), "it left an outcome");
        assertEquals("RUNNING 2", mayfly.jobs().job(away).state() + " " + mayfly.jobs().job(away).attempt());
        assertEquals(List.of(away + "/1"), new LeaseStore(mayfly.redis()).endings().stream().map(e -> e.job() + "/" + e.attempt()).filter(e -> e.startsWith(away)).toList(), "not seen by anybody");

        JobRecord ended = mayfly.awaitEnd(near);
        assertEquals(FailureKind.TIMEOUT, ended.failure().kind(), ended::toString);
        until(() -> ProcessHandle.of(running.worker().pid()).isEmpty());
        try (Engine there = mayfly.another("there")) {
            there.start();
            until(() -> new LeaseStore(mayfly.redis()).endings().stream().noneMatch(e -> e.host().equals("there")));
        }
        mayfly.jobs().dismiss(away, TestMayfly.ANNA);
    }

    private String ended(String id) {
        JobRecord job = mayfly.awaitEnd(id);
        return job.state() + " " + job.attempt();
    }

    private static List<String> hosts(Engine engine) {
        return engine.jobs().nodes().stream().map(Node::host).sorted().toList();
    }

    private static void signal(String signal, JobRecord job) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("kill", "-" + signal, Long.toString(job.worker().pid())).start().waitFor());
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("not within 40 s");
            LockSupport.parkNanos(20_000_000);
        }
    }
}
