package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import mayfly.job.Ending;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The queue: bounded, fair, and every job once. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DispatchTest {
    @TempDir
    Path home;
    TestMayfly mayfly;

    @BeforeEach
    void start() throws IOException {
        mayfly = new TestMayfly(home, 1);
    }

    @AfterEach
    void stop() {
        mayfly.close();
    }

    @Test
    void noMoreRunAtOnceThanThereAreSlots() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 6; i++) ids.add(mayfly.trouble("sleep", 100));
        long most = 0;
        while (ids.stream().anyMatch(id -> !mayfly.jobs().job(id).state().isFinal())) {
            most = Math.max(most, mayfly.jobs().load(null).running());
        }
        assertTrue(most <= 1, "at once: " + most);
        assertEquals(0, mayfly.jobs().load(null).running());
    }

    @Test
    void oneLookTellsWhatSeparateQuestionsWould() throws Exception {
        String runs = mayfly.trouble("sleep", 60_000);
        String waits = mayfly.trouble("sleep", 50);
        while (mayfly.jobs().job(runs).state() != JobState.RUNNING) TimeUnit.MILLISECONDS.sleep(20);
        JobLook look = mayfly.jobs().look(waits);
        assertEquals(mayfly.jobs().job(waits), look.job());
        assertEquals(mayfly.jobs().story(waits), look.story());
        assertEquals(new Place(0, true, 1, 1, 1), look.place());
        assertEquals(mayfly.jobs().runTimes("trouble"), look.usual());
        look = mayfly.jobs().look(runs);
        assertEquals(List.of(JobState.QUEUED, JobState.LAUNCHING, JobState.RUNNING), look.story().stream().map(e -> e.state()).toList());
        assertNull(look.place());
        mayfly.jobs().dismiss(runs, TestMayfly.ANNA);
        assertThrows(Refusal.class, () -> mayfly.jobs().look("x".repeat(22)));
        assertThrows(Refusal.class, () -> mayfly.jobs().look("*"));
    }

    @Test
    void anotherOwnersSingleJobDoesNotWaitForALongQueue() {
        String first = mayfly.trouble("sleep", 300);
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 5; i++) many.add(mayfly.trouble("sleep", 50));
        String single = mayfly.submit("trouble", "{\"what\": \"sleep\", \"number\": 50}", TestMayfly.BERT, null);
        assertTrue(mayfly.jobs().place(mayfly.jobs().job(single)).before() <= 1);
        assertEquals(5, mayfly.jobs().place(mayfly.jobs().job(many.get(4))).before());
        JobRecord mine = mayfly.awaitEnd(single);
        mayfly.awaitEnd(first);
        JobRecord last = mayfly.awaitEnd(many.get(4));
        JobRecord second = mayfly.awaitEnd(many.get(1));
        assertTrue(mine.times().launched().isBefore(second.times().launched()), "Bert's job came after Anna's third");
        assertTrue(second.times().launched().isBefore(last.times().launched()), "first come, first served within one owner");
    }

    @Test
    void theSameTokenMakesOneJobHoweverManyAskAtOnce() throws Exception {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        var pool = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 40; i++) pool.submit(() -> ids.add(mayfly.submit("trouble", "{\"what\": \"succeed\"}", TestMayfly.ANNA, "token-1")));
        pool.shutdown();
        assertTrue(pool.awaitTermination(30, TimeUnit.SECONDS));
        assertEquals(1, ids.size());
        assertEquals(1, mayfly.jobs().jobs(new JobQuery(TestMayfly.ANNA, null, Set.of(), 1, 10)).total());
        mayfly.awaitEnd(ids.iterator().next());
    }

    @Test
    void aQueuedJobIsCancelledAtOnceAndNothingRan() {
        String busy = mayfly.trouble("sleep", 600_000);
        mayfly.await(busy, JobState.RUNNING);
        String id = mayfly.trouble("succeed", 0);
        JobRecord job = mayfly.jobs().dismiss(id, TestMayfly.ANNA);
        assertEquals(JobState.DISMISSED, job.state());
        assertEquals(Ending.NOTHING_RAN, job.ending());
        mayfly.jobs().dismiss(busy, TestMayfly.ANNA);
        assertEquals(0, mayfly.await(busy, j -> j.ending() != null).ending().left());
    }

    @Test
    void onlyItsOwnerMayCancelOrDelete() {
        String id = mayfly.trouble("sleep", 600_000);
        assertEquals(Refusal.Reason.NOT_YOURS, assertThrows(Refusal.class, () -> mayfly.jobs().dismiss(id, TestMayfly.BERT)).reason());
        assertEquals(Refusal.Reason.NOT_YOURS, assertThrows(Refusal.class, () -> mayfly.jobs().delete(id, TestMayfly.BERT)).reason());
        assertEquals(Refusal.Reason.NOT_FINISHED, assertThrows(Refusal.class, () -> mayfly.jobs().delete(id, TestMayfly.ANNA)).reason());
        assertFalse(mayfly.jobs().job(id).state().isFinal());
        mayfly.jobs().dismiss(id, TestMayfly.ANNA);
        // Files go once nothing is left that could write to them.
        mayfly.await(id, job -> job.ending() != null);
        mayfly.jobs().delete(id, TestMayfly.ANNA);
        assertEquals(Refusal.Reason.EXPIRED, assertThrows(Refusal.class, () -> mayfly.jobs().job(id)).reason());
        assertEquals("trouble", mayfly.jobs().expired(id).orElseThrow().process());
        mayfly.awaitFilesGone(id);
    }

    @Test
    void anIdThatWasNeverIssuedIsUnknown() {
        for (String id : new String[] {"0000000000000000000000", "../../etc/passwd", "", "x\n"}) {
            assertEquals(Refusal.Reason.NO_SUCH_JOB, assertThrows(Refusal.class, () -> mayfly.jobs().job(id)).reason());
        }
    }

    @Test
    void listsAreNewestFirstByPageAndFilter() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) ids.add(mayfly.trouble(i == 2 ? "throw" : "succeed", 0));
        ids.forEach(mayfly::awaitEnd);
        var page = mayfly.jobs().jobs(new JobQuery(TestMayfly.ANNA, null, Set.of(), 2, 2));
        assertEquals(5, page.total());
        assertEquals(List.of(ids.get(2), ids.get(1)), page.jobs().stream().map(JobRecord::id).toList());
        assertEquals(1, mayfly.jobs().jobs(new JobQuery(TestMayfly.ANNA, null, Set.of(JobState.FAILED), 1, 10)).total());
        assertEquals(4, mayfly.jobs().jobs(new JobQuery(TestMayfly.ANNA, "trouble", Set.of(JobState.SUCCESSFUL), 1, 10)).total());
        assertEquals(5, mayfly.jobs().jobs(new JobQuery(TestMayfly.ANNA, "trouble", Set.of(JobState.SUCCESSFUL, JobState.FAILED), 1, 2)).total());
        assertEquals(0, mayfly.jobs().jobs(new JobQuery(TestMayfly.ANNA, "count", Set.of(), 1, 10)).total());
        assertEquals(0, mayfly.jobs().jobs(new JobQuery(TestMayfly.BERT, null, Set.of(), 1, 10)).total());
        assertEquals(4, mayfly.jobs().runTimes("trouble").runs());
    }
}
