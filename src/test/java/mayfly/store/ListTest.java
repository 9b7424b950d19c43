package mayfly.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import mayfly.job.JobEvent;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Owner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every page of every view against a list kept here: 1,200 jobs of three owners, who come in turns of 200, and four processes in all states, with gaps where some were removed. */
class ListTest {
    private static final List<String> OWNERS = List.of("anna", "bert", "carl");
    private static final List<String> PROCESSES = List.of("count", "echo", "table-profile", "rare");
    private static final List<Set<JobState>> STATES = List.of(Set.of(), Set.of(JobState.FAILED), EnumSet.of(JobState.QUEUED, JobState.RUNNING, JobState.RETRYING),
            EnumSet.of(JobState.SUCCESSFUL, JobState.FAILED, JobState.DISMISSED), EnumSet.allOf(JobState.class), Set.of(JobState.WAITING));
    @TempDir
    static Path home;
    static TestStore store;
    static final List<JobRecord> ALL = new ArrayList<>();

    @BeforeAll
    static void fill() {
        store = new TestStore(home);
        var random = new Random(7);
        for (int i = 0; i < 1200; i++) {
            String process = random.nextInt(40) == 0 ? "rare" : PROCESSES.get(random.nextInt(3));
            String owner = OWNERS.get(random.nextInt(10) == 0 ? random.nextInt(3) : i / 200 % 3);
            ALL.add(store.find(any(owner, process, random)));
        }
        for (int i = ALL.size() - 1; i >= 0; i--) if (i % 300 < 80 && !store.jobs.remove(List.of(ALL.get(i).id()), TestStore.LEASE).isEmpty()) ALL.remove(i);
        Collections.reverse(ALL);
    }

    private static String any(String owner, String process, Random random) {
        String id = store.create(owner, process);
        List<JobState> way = switch (random.nextInt(8)) {
            case 0 -> List.of();
            case 1 -> List.of(JobState.DISMISSED);
            case 2 -> List.of(JobState.LAUNCHING, JobState.RUNNING);
            case 3 -> List.of(JobState.LAUNCHING, JobState.RETRYING);
            case 4 -> List.of(JobState.LAUNCHING, JobState.FAILED);
            default -> List.of(JobState.LAUNCHING, JobState.RUNNING, JobState.SUCCESSFUL);
        };
        for (JobState next : way) assertEquals(Verdict.OK, store.to(id, next));
        return id;
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void everyPageIsWhatItShouldBe() {
        for (String owner : new String[] {null, "anna", "bert", "carl", "nobody"}) {
            for (String process : new String[] {null, "count", "rare", "unheard-of"}) {
                for (Set<JobState> states : STATES) check(owner == null ? null : Owner.anonymous(owner), process, states);
            }
        }
    }

    private static void check(Owner owner, String process, Set<JobState> states) {
        List<JobRecord> some = ALL.stream().filter(j -> owner == null || j.owner().equals(owner)).filter(j -> process == null || j.process().equals(process)).toList();
        Map<JobState, Long> counts = some.stream().collect(Collectors.groupingBy(JobRecord::state, Collectors.counting()));
        List<JobRecord> mine = some.stream().filter(j -> states.isEmpty() || states.contains(j.state())).toList();
        for (int size : new int[] {1, 20, 100}) {
            for (int offset = 0; offset <= mine.size() + size; offset += size == 1 ? 37 : size) {
                Listing page = store.jobs.list(owner, process, states, offset, size);
                String where = owner + " " + process + " " + states + " at " + offset;
                assertEquals(mine.stream().skip(offset).limit(size).map(JobRecord::id).toList(), page.jobs().stream().map(JobRecord::id).toList(), where);
                assertEquals(mine.size(), page.total(), where);
                page.counts().forEach((state, n) -> assertEquals(counts.getOrDefault(state, 0L), n, where));
            }
        }
    }

    @Test
    void theRecordsAreWhole() {
        assertEquals(ALL.subList(0, 100), store.jobs.list(null, null, Set.of(), 0, 100).jobs());
    }

    @Test
    void anEntryWithoutARecordLeavesTheList() {
        String id = store.create("doris", "count");
        String other = store.create("doris", "echo");
        store.redis.ask(c -> c.del(Keys.job(id)));
        for (long total : new long[] {2, 1}) {
            Listing page = store.jobs.list(Owner.anonymous("doris"), null, Set.of(), 0, 10);
            assertEquals(List.of(other), page.jobs().stream().map(JobRecord::id).toList());
            assertEquals(total, page.total());
        }
        removeQueued(other);
    }

    @Test
    void aHistoryIsNumberedAndKeepsItsEnd() {
        String id = store.create("emil", "echo");
        for (int i = 0; i < 60; i++) {
            store.to(id, JobState.LAUNCHING);
            store.jobs.change(Change.to(id, JobState.RETRYING, "line\nbreak ü" + "ü".repeat(i * 10)));
            store.to(id, JobState.QUEUED);
        }
        List<JobEvent> events = store.jobs.events(id);
        assertEquals(100, events.size());
        assertEquals("82", events.get(0).id());
        assertEquals("181", events.get(99).id());
        assertEquals(JobState.RETRYING, events.get(98).state());
        assertEquals(60, events.get(98).attempt());
        String text = events.get(98).text();
        assertEquals("line break ü" + "ü".repeat(text.length() - 13) + "…", text);
        assertEquals(store.find(id).times().updated(), events.get(99).at());
        assertEquals(new JobStore.Look(store.find(id), events), store.jobs.look(id).orElseThrow());
        assertEquals(List.of(), store.jobs.events("0000000000000000000000"));
        removeQueued(id);
    }

    private static void removeQueued(String id) {
        store.to(id, JobState.DISMISSED);
        store.jobs.remove(List.of(id), TestStore.LEASE);
    }
}
