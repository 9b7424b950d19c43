package mayfly.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mayfly.job.JobState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Taking the next job: the whole record in one word, and whether it is worth asking again. */
class TakeTest {
    @TempDir
    static Path home;
    static TestStore store;

    @BeforeAll
    static void start() {
        store = new TestStore(home);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @BeforeEach
    void flush() {
        store.flush();
    }

    @Test
    void theAnswerIsTheRecordAsItStands() {
        String id = store.create("anna");
        Taken taken = store.take(2, 2);
        assertEquals(store.find(id), taken.job().orElseThrow());
        assertEquals(JobState.LAUNCHING, taken.job().get().state());
        assertEquals(1, taken.job().get().attempt());
        assertEquals("h", taken.job().get().worker().host());
    }

    @Test
    void itSaysWhetherAnotherCouldBeTaken() {
        assertEquals(List.of(false), more(2, 2, 1), "an empty queue");
        for (int i = 0; i < 3; i++) store.create("anna");
        assertEquals(List.of(true, false), more(2, 2, 2), "two slots, three jobs");
        store.flush();
        for (int i = 0; i < 2; i++) store.create("anna");
        assertEquals(List.of(true, false), more(9, 9, 2), "two jobs, nine slots");
        store.flush();
        for (int i = 0; i < 3; i++) store.create("anna");
        assertEquals(List.of(false), more(9, 1, 1), "one slot for each owner");
        store.create("bert");
        assertTrue(store.take(9, 1).job().isPresent());
        assertFalse(store.take(9, 1).more());
    }

    private static List<Boolean> more(int slots, int ownerSlots, int times) {
        return java.util.stream.IntStream.range(0, times).mapToObj(i -> store.take(slots, ownerSlots).more()).toList();
    }

    @Test
    void ownersWhoHaveAllTheirSlotsArePassedOver() {
        for (int i = 0; i < 40; i++) {
            store.create("o" + i);
            store.create("o" + i);
            assertTrue(store.take(100, 1).job().isPresent());
        }
        String last = store.create("last");
        assertEquals(last, store.take(100, 1).job().orElseThrow().id());
        assertFalse(store.take(100, 1).job().isPresent());
    }

    @Test
    void entriesWithoutARecordAreForgottenAFewAtATime() {
        for (int i = 0; i < 30; i++) {
            String id = store.create("anna");
            store.redis.ask(c -> c.del(Keys.job(id)));
        }
        String real = store.create("anna");
        Taken first = store.take(1, 1);
        assertTrue(first.job().isEmpty() && first.more(), "a script looks at twenty and says that there is more");
        assertEquals(real, store.take(1, 1).job().orElseThrow().id());
        assertEquals(0, store.queue.queued());
    }

    @Test
    void aJobIsCreatedAndTakenInOneBreath() {
        var taken = new ArrayList<Taken>();
        String id = createAndTake("a", 2, taken);
        assertEquals(id, taken.get(0).job().orElseThrow().id());
        assertEquals(JobState.LAUNCHING, store.find(id).state());
        assertFalse(taken.get(0).more());
    }

    @Test
    void whoStandsBeforeItIsTakenFirst() {
        String first = store.create("a");
        var taken = new ArrayList<Taken>();
        String second = createAndTake("a", 1, taken);
        assertEquals(first, taken.get(0).job().orElseThrow().id());
        assertEquals(JobState.QUEUED, store.find(second).state());
        createAndTake("b", 1, taken);
        assertTrue(taken.get(1).job().isEmpty(), "no slot is free");
    }

    @Test
    void aRedisThatWasStartedAnewKnowsNoScriptAndBothRunOnceAllTheSame() {
        store.redis.ask(c -> c.scriptFlush("x"));
        var taken = new ArrayList<Taken>();
        String id = createAndTake("a", 2, taken);
        assertEquals(id, taken.get(0).job().orElseThrow().id());
        assertEquals(1, store.find(id).attempt());
    }

    private String createAndTake(String owner, int slots, List<Taken> taken) {
        return store.jobs.createAndTake(store.newJob(owner), 1_000_000, 1_000_000, new Slots(slots, slots, TestStore.LEASE, "h"), taken::add).id();
    }
}
