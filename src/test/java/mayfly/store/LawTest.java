package mayfly.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import mayfly.app.redis.EmbeddedRedis;
import mayfly.job.Asked;
import mayfly.job.JobId;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Limits;
import mayfly.job.Owner;
import mayfly.job.RetryPolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The law inside Redis is the law of {@link JobState}, whoever asks and however many at once. */
class LawTest {
    @TempDir
    static Path home;
    static EmbeddedRedis embedded;
    static Redis redis;
    static JobStore jobs;
    static QueueStore queue;

    @BeforeAll
    static void start() {
        embedded = EmbeddedRedis.start(home, InstantSource.system());
        redis = new Redis(embedded.uri());
        jobs = new JobStore(redis);
        queue = new QueueStore(redis);
    }

    @AfterAll
    static void stop() {
        redis.close();
        embedded.stop();
    }

    @BeforeEach
    void flush() {
        redis.ask(c -> c.flushAll());
    }

    @Test
    void howASubmitterWantsToBeAnsweredStaysWithTheJob() {
        var asked = new Asked("document", "{\"echo\":{}}", new Asked.Subscriber("https://a.example/done", null, "https://a.example/failed"));
        String id = jobs.create(new NewJob(JobId.fresh(), "p", "1", "", new Owner("anon:anna"), "{}", new Limits(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), 1 << 26), Duration.ofDays(1),
                RetryPolicy.DEFAULT, "", null, asked, "0123456789abcdef"), 10, 10).id();
        assertEquals(asked, jobs.find(id).orElseThrow().asked());
        assertEquals("0123456789abcdef", jobs.find(id).orElseThrow().mark());
        assertEquals(Asked.NOTHING, jobs.find(create(Owner.anonymous("anna")).id()).orElseThrow().asked());
    }

    @Test
    void everyPairOfStatesIsAllowedOrRefusedAsTheTableSays() {
        for (JobState from : JobState.values()) {
            for (JobState to : JobState.values()) {
                String id = jobIn(from);
                Verdict expected = from == to ? Verdict.SAME : from.allows(to) ? Verdict.OK : Verdict.NO;
                assertEquals(expected, jobs.change(Change.to(id, to, "")), from + " -> " + to);
                assertEquals(expected == Verdict.OK ? to : from, jobs.find(id).orElseThrow().state());
                assertEquals(slotHolders(), queue.busy(), from + " -> " + to);
            }
        }
    }

    @Test
    void aStaleAttemptIsRefused() {
        String id = jobIn(JobState.RUNNING);
        assertEquals(Verdict.STALE, jobs.change(Change.to(id, JobState.SUCCESSFUL, "").of(7)));
        assertEquals(Verdict.OK, jobs.change(Change.to(id, JobState.SUCCESSFUL, "").of(1)));
        assertEquals(Verdict.GONE, jobs.change(Change.to(JobId.fresh(), JobState.SUCCESSFUL, "")));
    }

    @Test
    void ofManyThatEndAJobAtOnceOneDoes() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 50; i++) {
            String id = jobIn(JobState.RUNNING);
            List<Callable<Verdict>> asks = new ArrayList<>();
            for (JobState end : List.of(JobState.SUCCESSFUL, JobState.FAILED, JobState.DISMISSED)) {
                for (int k = 0; k < 3; k++) asks.add(() -> jobs.change(Change.to(id, end, "")));
            }
            int done = 0;
            for (var answer : pool.invokeAll(asks)) if (answer.get() == Verdict.OK) done++;
            assertEquals(1, done);
            assertEquals(4, jobs.events(id).size(), "QUEUED, LAUNCHING, RUNNING and one end");
        }
        pool.shutdown();
    }

    @Test
    void twoNodesThatTakeAtOnceTakeEachJobOnce() throws Exception {
        for (int i = 0; i < 100; i++) create(Owner.anonymous("o" + i % 7));
        var pool = Executors.newFixedThreadPool(4);
        List<Callable<List<String>>> nodes = new ArrayList<>();
        for (int n = 0; n < 4; n++) nodes.add(LawTest::takeAll);
        List<String> all = new ArrayList<>();
        for (var taken : pool.invokeAll(nodes)) all.addAll(taken.get());
        pool.shutdown();
        assertEquals(40, all.size());
        assertEquals(40, all.stream().distinct().count());
        assertEquals(60, queue.queued());
    }

    @Test
    void ownersTakeTurns() {
        for (int i = 0; i < 20; i++) create(Owner.anonymous("many"));
        for (int i = 0; i < 3; i++) create(Owner.anonymous("few"));
        List<String> turns = new ArrayList<>();
        for (int i = 0; i < 8; i++) turns.add(queue.take(new Slots(100, 100, Duration.ofSeconds(9), "h")).job().orElseThrow().owner().name());
        assertEquals(3, turns.subList(0, 7).stream().filter(o -> o.equals("anon:few")).count(), turns.toString());
    }

    @Test
    void theQueueIsBounded() {
        for (int i = 0; i < 5; i++) assertEquals(JobStore.Creation.OK, create(Owner.anonymous("a")).how());
        assertEquals(JobStore.Creation.OWNER_FULL, create(Owner.anonymous("a")).how());
        for (int i = 0; i < 5; i++) create(Owner.anonymous("b"));
        assertEquals(JobStore.Creation.FULL, create(Owner.anonymous("c")).how());
    }

    @Test
    void aCreationThatComesTooLateIsNone() {
        redis.clock().now();
        var late = redis.clock().about().minusMillis(1).toEpochMilli();
        var args = List.of(JobId.fresh(), "anon:x", "p", "", "10", "10", Long.toString(late));
        assertEquals(List.of("LATE", ""), redis.run(Script.CREATE, args));
        assertEquals(0, queue.queued());
    }

    @Test
    void aRemovedJobLeavesNothingButItsNote() {
        assertEquals(List.of(), jobs.remove(List.of(jobIn(JobState.RUNNING)), Duration.ofMinutes(1)));
        flush();
        String id = jobIn(JobState.SUCCESSFUL);
        JobRecord was = jobs.find(id).orElseThrow();
        assertEquals(List.of(id), jobs.remove(List.of(id, JobId.fresh()), Duration.ofMinutes(1)));
        GoneJob gone = jobs.gone(id).orElseThrow();
        assertEquals(new GoneJob("p", "two words", JobState.SUCCESSFUL, was.times().created(), was.times().keptUntil(), gone.removed()), gone);
        assertTrue(Duration.between(was.times().finished(), gone.removed()).toSeconds() < 60, gone.toString());
        redis.ask(c -> c.del("mayfly:seq", Keys.SINCE, "mayfly:queue:clock", "mayfly:queue:rests", "mayfly:since", Keys.REMAINS, Keys.ENDINGS));
        var left = redis.ask(c -> c.keys("*"));
        left.removeAll(List.of(Keys.gone(id), Keys.runs("p"), Keys.QUEUED, "mayfly:processes"));
        assertEquals("[]", left.toString());
    }

    private static List<String> takeAll() {
        var out = new ArrayList<String>();
        for (var job = take().job(); job.isPresent(); job = take().job()) out.add(job.get().id());
        return out;
    }

    private static Taken take() {
        return queue.take(new Slots(40, 40, Duration.ofSeconds(9), "h"));
    }

    private static long slotHolders() {
        return redis.ask(c -> c.keys("mayfly:job:*")).stream().filter(k -> JobState.valueOf(redis.ask(c -> c.hget(k, "state"))).holdsSlot()).count();
    }

    private static JobStore.Created create(Owner owner) {
        var limits = new Limits(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), 1 << 26);
        boolean bounded = owner.name().matches("anon:[abc]");
        return jobs.create(new NewJob(JobId.fresh(), "p", "1", "two words", owner, "{}", limits, Duration.ofDays(1), RetryPolicy.DEFAULT, ""), bounded ? 10 : 1000, bounded ? 5 : 1000);
    }

    private static String jobIn(JobState state) {
        String id = create(Owner.anonymous("x")).id();
        List<JobState> path = switch (state) {
            case QUEUED -> List.of();
            case LAUNCHING -> List.of(JobState.LAUNCHING);
            case RUNNING -> List.of(JobState.LAUNCHING, JobState.RUNNING);
            case RETRYING -> List.of(JobState.LAUNCHING, JobState.RETRYING);
            case SUCCESSFUL, FAILED -> List.of(JobState.LAUNCHING, JobState.RUNNING, state);
            case DISMISSED -> List.of(JobState.DISMISSED);
            case WAITING -> List.of();
        };
        for (JobState next : path) assertEquals(Verdict.OK, jobs.change(new Change(id, next, 0, null, "", Duration.ofSeconds(9), List.of())));
        if (state == JobState.WAITING) redis.ask(c -> c.hset(Keys.job(id), "state", "WAITING"));
        return id;
    }
}
