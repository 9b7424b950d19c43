package mayfly.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import mayfly.job.Failure;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failed jobs by kind of failure: the lists are right whatever becomes of the jobs. */
class LettersTest {
    @TempDir
    Path home;
    TestStore store;

    @BeforeEach
    void start() {
        store = new TestStore(home);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private String failed(String process, FailureKind kind) {
        String id = store.create("anna", process);
        store.to(id, JobState.LAUNCHING);
        assertEquals(Verdict.OK, store.jobs.change(Change.failed(id, 1, new Failure(kind, "so it is"))));
        return id;
    }

    private List<String> ids(String process, List<String> lists, int offset, int count, long until) {
        return store.jobs.letters(process, lists, offset, count, until).jobs().stream().map(JobRecord::id).toList();
    }

    private static List<String> kinds(FailureKind... kinds) {
        return List.of(kinds).stream().map(Letters::list).toList();
    }

    @Test
    void everyKindHasItsList() {
        var all = new ArrayList<String>();
        for (FailureKind kind : FailureKind.values()) for (String process : List.of("p", "q")) all.add(failed(process, kind));
        store.ended("anna", "p", JobState.SUCCESSFUL);
        Collections.reverse(all);
        assertEquals(all, ids(null, kinds(FailureKind.values()), 0, 100, 0));
        assertEquals(all.subList(3, 8), ids(null, kinds(FailureKind.values()), 3, 5, 0));
        assertEquals(1, ids("q", kinds(FailureKind.LOST), 0, 100, 0).size());
        for (FailureKind kind : FailureKind.values()) assertEquals(2, store.jobs.letters("", kinds(kind), 0, 1, 0).counts().get(Letters.list(kind)));
        assertEquals(14, store.jobs.list(null, null, List.of(JobState.FAILED), 0, 1).total());
    }

    /** The attempt before failed in another way. */
    @Test
    void theLastFailureCounts() {
        String id = store.create("anna", "p");
        store.to(id, JobState.LAUNCHING);
        store.jobs.change(Change.retrying(id, 1, new Failure(FailureKind.LAUNCH, "first"), 0, Duration.ZERO));
        for (JobState next : List.of(JobState.QUEUED, JobState.LAUNCHING, JobState.RUNNING)) store.to(id, next);
        store.jobs.change(Change.failed(id, 2, new Failure(FailureKind.MEMORY, "second")));
        assertEquals(List.of(id), ids(null, kinds(FailureKind.MEMORY), 0, 100, 0));
        assertEquals(List.of(), ids(null, kinds(FailureKind.LAUNCH), 0, 100, 0));
    }

    @Test
    void whatHasASuccessorLiesApart() {
        String id = failed("p", FailureKind.LOST);
        String other = failed("p", FailureKind.LOST);
        assertTrue(store.jobs.ranAgain(id, "1234567890123456789012"));
        assertFalse(store.jobs.ranAgain(id, "another"), "it has one");
        assertFalse(store.jobs.ranAgain(store.create("anna", "p"), "another"), "it has not failed");
        assertEquals("1234567890123456789012", store.find(id).kin().after());
        assertNull(store.find(other).kin().after());
        assertEquals(List.of(other), ids(null, kinds(FailureKind.LOST), 0, 100, 0));
        assertEquals(List.of(id), ids(null, List.of(Letters.AGAIN), 0, 100, 0));
    }

    @Test
    void whatIsRemovedIsInNoList() {
        String id = failed("p", FailureKind.LOST);
        String again = failed("p", FailureKind.INPUT);
        store.jobs.ranAgain(again, "1234567890123456789012");
        assertEquals(2, store.jobs.remove(List.of(id, again), Duration.ofDays(1)).size());
        assertEquals(List.of(), store.redis.ask(c -> c.keys("mayfly:jobs:*")).stream().sorted().toList());
        String lost = failed("p", FailureKind.LOST);
        store.redis.ask(c -> c.del("mayfly:job:" + lost));
        assertEquals(List.of(), ids(null, kinds(FailureKind.LOST), 0, 100, 0), "deleted by hand");
        assertEquals(0, store.jobs.letters(null, kinds(FailureKind.LOST), 0, 100, 0).total());
    }

    /** Steps over a list that shrinks at one end and grows at the other see everything once that was there when they began. */
    @Test
    void stepsSeeWhatWasThereWhenTheyBegan() {
        var random = new Random(4);
        var expected = new ArrayList<String>();
        for (int i = 0; i < 230; i++) {
            expected.add(failed(random.nextBoolean() ? "p" : "q", random.nextBoolean() ? FailureKind.LOST : FailureKind.LAUNCH));
            if (random.nextBoolean()) store.create("anna");
        }
        for (String process : new String[] {null, "p"}) {
            List<String> want = expected.stream().filter(id -> process == null || store.find(id).process().equals(process)).filter(id -> store.find(id).kin().after() == null).sorted().toList();
            var seen = new ArrayList<String>();
            var late = new ArrayList<String>();
            long until = 0;
            int stay = 0;
            for (int step = 0; step < 20; step++) {
                Letters some = store.jobs.letters(process, process == null ? kinds(FailureKind.values()) : kinds(FailureKind.LOST, FailureKind.LAUNCH), stay, 40, until);
                until = some.until();
                for (JobRecord job : some.jobs()) {
                    seen.add(job.id());
                    if (seen.size() % 3 == 0) stay++;
                    else store.jobs.ranAgain(job.id(), "1234567890123456789012");
                }
                late.add(failed("p", FailureKind.LOST));
            }
            assertEquals(want, seen.stream().sorted().toList());
            expected.addAll(late);
        }
    }
}
