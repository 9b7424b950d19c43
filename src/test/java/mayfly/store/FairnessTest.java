package mayfly.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who comes when, by the real scripts. A slot that gets free is one that ends its oldest job; time is counted in jobs ended. */
class FairnessTest {
    @TempDir
    static Path home;
    static TestStore store;
    private final Deque<String> running = new ArrayDeque<>();

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
        running.clear();
    }

    /** @return jobs taken while slots were free */
    private List<JobRecord> fillSlots(int slots, int ownerSlots) {
        var out = new ArrayList<JobRecord>();
        for (var taken = store.take(slots, ownerSlots).job(); taken.isPresent(); taken = store.take(slots, ownerSlots).job()) out.add(taken.get());
        out.forEach(job -> running.add(job.id()));
        return out;
    }

    private void endOne() {
        String id = running.remove();
        store.to(id, JobState.RUNNING);
        store.to(id, JobState.SUCCESSFUL);
    }

    /** @return how many jobs ended before this one was started */
    private int endedBefore(String id, int slots, int ownerSlots) {
        for (int ended = 0; ; ended++) {
            if (fillSlots(slots, ownerSlots).stream().anyMatch(job -> job.id().equals(id))) return ended;
            endOne();
        }
    }

    @Test
    void tenThousandJobsOfOneOwnerDelayAnothersSingleJobByOneRunOfASlot() {
        for (int slots : new int[] {1, 4}) {
            for (int ownerSlots : new int[] {1, slots}) {
                flush();
                new Fill(store.redis, 1, List.of("count"), Duration.ofDays(1)).queued(10_000, "{}");
                fillSlots(slots, ownerSlots);
                for (int i = 0; i < 7; i++) {
                    endOne();
                    fillSlots(slots, ownerSlots);
                }
                String single = store.create("zoe");
                long before = place(single).before();
                int ended = endedBefore(single, slots, ownerSlots);
                assertTrue(ended <= 1, ended + " runs with " + slots + " slots, " + ownerSlots + " for each owner");
                assertEquals(0, before);
                assertEquals(10_001, store.queue.queued() + running.size() + 7 + ended, "nothing is lost on the way");
            }
        }
    }

    /** Whoever comes new waits for one job of each owner at most, however long their queues are, and however many slots one may have. */
    @Test
    void amongManyOwnersASingleJobWaitsForOneJobOfEach() {
        for (int ownerSlots : new int[] {1, 2, 4}) {
            flush();
            new Fill(store.redis, 200, List.of("count"), Duration.ofDays(1)).queued(4000, "{}");
            fillSlots(4, ownerSlots);
            for (int i = 0; i < 333; i++) {
                endOne();
                fillSlots(4, ownerSlots);
            }
            String single = store.create("zoe");
            long before = place(single).before();
            int ended = endedBefore(single, 4, ownerSlots);
            assertTrue(before <= 200, "place: " + before);
            assertTrue(ended <= before + 1, ended + " ended, " + before + " were to come before it");
        }
    }

    /** What the place says is what happens, for every job in the queue. */
    @Test
    void thePlaceIsTheNumberOfJobsThatStartBeforeIt() {
        var random = new Random(11);
        for (int i = 0; i < 300; i++) {
            store.create("o" + (int) Math.abs(random.nextGaussian() * 6));
            if (i % 5 == 0) fillSlots(3, 3);
            if (i % 9 == 0 && !running.isEmpty()) endOne();
        }
        var queued = new ArrayList<>(store.jobs.list(null, null, List.of(JobState.QUEUED), 0, 100).jobs());
        queued.addAll(store.jobs.list(null, null, List.of(JobState.QUEUED), 100, 100).jobs());
        queued.addAll(store.jobs.list(null, null, List.of(JobState.QUEUED), 200, 100).jobs());
        List<QueueStore.Position> places = store.queue.places(queued);
        List<String> order = fillSlots(1000, 1000).stream().map(JobRecord::id).toList();
        assertEquals(order.size(), queued.size());
        for (int i = 0; i < queued.size(); i++) {
            assertEquals(order.indexOf(queued.get(i).id()), places.get(i).before());
            assertEquals(queued.size(), places.get(i).queued());
            assertTrue(places.get(i).exact());
        }
        assertEquals(-1, place(order.get(0)).before());
    }

    @Test
    void withVeryManyOwnersInLineThePlaceSaysThatItIsALowerBound() {
        new Fill(store.redis, 700, List.of("count"), Duration.ofDays(1)).queued(1400, "{}");
        String later = store.create("zoe");
        store.create("zoe");
        String last = store.create("zoe");
        assertTrue(place(later).exact() || place(later).before() >= 700);
        QueueStore.Position place = place(last);
        assertFalse(place.exact());
        List<String> order = fillSlots(9999, 9999).stream().map(JobRecord::id).toList();
        assertTrue(place.before() >= 702 && place.before() <= order.indexOf(last), place + ", in truth " + order.indexOf(last));
    }

    private static QueueStore.Position place(String id) {
        return store.queue.places(List.of(store.find(id))).get(0);
    }
}
