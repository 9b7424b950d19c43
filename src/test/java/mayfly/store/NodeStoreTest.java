package mayfly.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mayfly.job.Ending;
import mayfly.job.Failure;
import mayfly.job.FailureKind;
import mayfly.job.JobState;
import mayfly.job.Node;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who lives, who buries, and that nobody writes what he knew before he slept. */
class NodeStoreTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    @TempDir
    static Path home;
    static TestStore store;
    static NodeStore nodes;

    @BeforeAll
    static void start() {
        store = new TestStore(home);
        nodes = new NodeStore(store.redis);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @BeforeEach
    void flush() {
        store.flush();
    }

    private static Node node(String id, String host, String machine, String itsHome) {
        return new Node(id, host, machine, itsHome, 4711, Instant.ofEpochMilli(1000), null, null);
    }

    private static Node node(String id, String host) {
        return node(id, host, "m-" + host, "h");
    }

    private static List<String> ids(NodeStore.Roll roll) {
        return roll.living().stream().map(Node::id).sorted().toList();
    }

    @Test
    void whoSpeaksLivesAndWhoIsSilentForALeaseDoesNot() throws InterruptedException {
        nodes.say(node("a", "x"), Duration.ofMillis(50), List.of());
        NodeStore.Roll roll = nodes.say(node("b", "y"), LONG, List.of());
        Instant since = roll.living().stream().filter(n -> n.id().equals("b")).findAny().orElseThrow().since();
        while (ids(roll).size() > 1) {
            Thread.sleep(5);
            roll = nodes.say(node("b", "y"), LONG, List.of());
        }
        assertEquals(List.of("b"), ids(roll));
        Node b = roll.living().get(0);
        assertEquals(new Node("b", "y", "m-y", "h", 4711, Instant.ofEpochMilli(1000), since, b.heard()), b);
        assertTrue(b.heard().isAfter(since));
        assertEquals(List.of("a", "b"), ids(nodes.say(node("a", "x"), LONG, List.of())));
        nodes.leave(node("a", "x"));
        assertEquals(List.of("b"), ids(nodes.say(node("b", "y"), LONG, List.of())));
    }

    @Test
    void oneOfAHostWhoseProcessIsGoneIsForgottenAtOnce() {
        nodes.say(node("a", "x"), LONG, List.of());
        assertEquals(List.of("a", "b"), ids(nodes.say(node("b", "x"), LONG, List.of())));
        assertEquals(List.of("b"), ids(nodes.say(node("b", "x"), LONG, List.of("a"))));
    }

    @Test
    void aHostHasOneUndertakerAndAnotherWhenThatOneIsGone() {
        assertTrue(nodes.say(node("a", "x"), LONG, List.of()).buries());
        assertFalse(nodes.say(node("b", "x"), LONG, List.of()).buries());
        assertTrue(nodes.say(node("c", "y"), LONG, List.of()).buries());
        assertTrue(nodes.say(node("b", "x"), LONG, List.of("a")).buries());
        assertFalse(nodes.say(node("a", "x"), LONG, List.of()).buries(), "it was taken for dead, and has been replaced");
        nodes.leave(node("b", "x"));
        assertTrue(nodes.say(node("a", "x"), LONG, List.of()).buries());
    }

    @Test
    void strangersAreNamedAndNotTakenIn() {
        nodes.say(node("a", "x"), LONG, List.of());
        assertEquals("a", nodes.say(node("b", "y", "m", "another-home"), LONG, List.of()).strange().id());
        assertEquals("a", nodes.say(node("c", "x", "another-machine", "h"), LONG, List.of()).strange().id());
        NodeStore.Roll roll = nodes.say(node("a", "x"), LONG, List.of());
        assertNull(roll.strange());
        assertEquals(List.of("a"), ids(roll));
        nodes.leave(node("a", "x"));
        assertEquals("h", nodes.say(node("b", "y", "m", "another-home"), LONG, List.of()).before(), "nobody is there, but its jobs are");
        assertEquals("another-home", nodes.say(node("b", "y", "m", "another-home"), LONG, List.of()).before());
    }

    @Test
    void aProofIsWrittenOnceByTheOneWhoBuries() {
        String id = store.ended("anna", "p", JobState.DISMISSED);
        AttemptRef ref = store.leases.endings().get(0);
        assertEquals(new AttemptRef(id, 1, "", ""), ref);
        nodes.say(node("a", ""), LONG, List.of());
        assertFalse(store.leases.proof("b", "", ref, new Ending(0, 0, 0)), "it does not bury there");
        assertTrue(store.leases.proof("a", "", ref, new Ending(1, 2, 3)));
        assertEquals(new Ending(1, 2, 3), store.find(id).ending());
        assertEquals(List.of(ref), store.leases.endings(), "something is left");
        assertTrue(store.leases.proof("a", "", ref, new Ending(1, 5, 0)));
        assertFalse(store.leases.proof("a", "", ref, new Ending(0, 0, 0)), "it has been proved");
        assertEquals(new Ending(1, 5, 0), store.find(id).ending());
        assertEquals(List.of(), store.leases.endings());
    }

    @Test
    void theProofOfAnEarlierAttemptIsNotThatOfALaterOne() {
        String id = store.create("anna");
        take("x");
        store.jobs.change(Change.retrying(id, 1, new Failure(FailureKind.LAUNCH, "-"), 0, Duration.ZERO));
        store.to(id, JobState.QUEUED);
        take("y");
        AttemptRef first = store.leases.endings().get(0);
        assertEquals(new AttemptRef(id, 1, "", "x"), first);
        nodes.say(node("a", "x"), LONG, List.of());
        assertTrue(store.leases.proof("a", "x", first, new Ending(3, 0, 0)));
        assertNull(store.find(id).ending());
        assertEquals("y", store.find(id).worker().host());
    }

    @Test
    void aVerdictOnSilenceFallsOnlyWhileItLasts() throws InterruptedException {
        String id = store.create("anna");
        store.queue.take(new Slots(1, 1, Duration.ofMillis(1), "x", "n"));
        assertEquals("n", store.find(id).worker().node());
        var lost = Change.failed(id, 1, new Failure(FailureKind.LOST, "-"));
        assertEquals(Verdict.NO, store.jobs.change(lost.only(JobState.LAUNCHING, LONG)), "not silent for so long");
        assertEquals(Verdict.NO, store.jobs.change(lost.only(JobState.RUNNING, Duration.ZERO)), "in another state");
        store.leases.note(id, 1, LONG, List.of());
        assertEquals(Verdict.NO, store.jobs.change(lost.only(JobState.LAUNCHING, Duration.ZERO)), "it has been seen");
        store.leases.note(id, 1, Duration.ofMillis(1), List.of());
        while (store.jobs.change(lost.only(JobState.LAUNCHING, Duration.ofMillis(5))) == Verdict.NO) Thread.sleep(2);
        assertEquals(JobState.FAILED, store.find(id).state());
    }

    private static void take(String host) {
        store.queue.take(new Slots(1, 1, LONG, host)).job().orElseThrow();
    }
}
