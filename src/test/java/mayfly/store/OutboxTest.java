package mayfly.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mayfly.job.Asked;
import mayfly.job.Asked.Subscriber;
import mayfly.job.JobId;
import mayfly.job.JobState;
import mayfly.job.Limits;
import mayfly.job.Notice;
import mayfly.job.Notice.Kind;
import mayfly.job.Owner;
import mayfly.job.RetryPolicy;
import mayfly.testing.Indexes;
import mayfly.testing.Snapshot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outbox: what is due follows from the states of jobs, is taken by one, is lost by nobody, and never tells progress after the end. */
class OutboxTest {
    private static final Subscriber ALL = new Subscriber("https://a.example/done", "https://b.example/progress", "https://c.example/failed");
    private static final Duration LEASE = Duration.ofMinutes(1);
    @TempDir
    static Path home;
    static TestStore store;
    static Outbox outbox;

    @BeforeAll
    static void start() {
        store = new TestStore(home);
        outbox = new Outbox(store.redis);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @BeforeEach
    void flush() {
        store.flush();
    }

    /** Whatever happened, nothing is left in the outbox that no record accounts for. */
    @AfterEach
    void consistent() {
        assertEquals(List.of(), Indexes.faults(Snapshot.take(script -> store.redis.ask(c -> c.eval(script)))));
    }

    private static NewJob newJob(Subscriber subscriber) {
        return new NewJob(JobId.fresh(), "p", "1", "", Owner.anonymous("anna"), "{}", new Limits(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), 1 << 26), Duration.ofDays(1), RetryPolicy.DEFAULT, "", null,
                new Asked(null, null, subscriber), "");
    }

    private static String create(Subscriber subscriber) {
        return store.jobs.create(newJob(subscriber), 10, 10).id();
    }

    private static String in(Subscriber subscriber, JobState... states) {
        String id = create(subscriber);
        for (JobState s : states) assertEquals(Verdict.OK, store.to(id, s));
        return id;
    }

    private static String ended(Subscriber subscriber, JobState end) {
        return in(subscriber, JobState.LAUNCHING, JobState.RUNNING, end);
    }

    private static List<String> due() {
        return store.redis.ask(c -> c.zrange(Keys.OUTBOX, 0, -1));
    }

    private static Outbox.Claim claim() {
        List<Outbox.Claim> claims = outbox.claim(10, LEASE);
        assertEquals(1, claims.size());
        return claims.get(0);
    }

    /** As if its time had come. */
    private static void now(String id) {
        store.redis.ask(c -> c.zadd(Keys.OUTBOX, 1, id));
    }

    private static Notice notice(String id, Kind kind) {
        return store.find(id).notices().stream().filter(n -> n.kind() == kind).findFirst().orElseThrow();
    }

    @Test
    void theEndOfAJobIsDueWithTheEndItself() {
        String done = ended(ALL, JobState.SUCCESSFUL);
        String failed = ended(ALL, JobState.FAILED);
        String dismissed = in(ALL, JobState.DISMISSED);
        assertEquals(List.of(done, failed, dismissed).stream().sorted().toList(), due().stream().sorted().toList());
    }

    @Test
    void nobodyIsToldWhoDidNotAsk() {
        ended(Subscriber.NOBODY, JobState.SUCCESSFUL);
        ended(new Subscriber("https://a.example/", null, null), JobState.FAILED);
        ended(new Subscriber(null, null, "https://a.example/"), JobState.SUCCESSFUL);
        in(new Subscriber("https://a.example/", null, "https://a.example/"), JobState.LAUNCHING, JobState.RUNNING);
        create(ALL);
        in(ALL, JobState.LAUNCHING);
        assertEquals(List.of(), due());
    }

    @Test
    void aLetterIsTakenByOneUntilItsTimeIsOver() {
        String id = ended(ALL, JobState.SUCCESSFUL);
        Outbox.Claim first = claim();
        assertEquals(id, first.job());
        assertEquals(List.of(), outbox.claim(10, LEASE));
        now(id);
        Outbox.Claim second = outbox.claim(10, LEASE.plusSeconds(1)).get(0);
        assertFalse(outbox.noticed(first, Kind.SUCCESS, "200", null), "its time was over");
        assertEquals(0, notice(id, Kind.SUCCESS).sent());
        assertTrue(outbox.noticed(second, Kind.SUCCESS, "200", null));
        assertEquals(List.of(), due());
        assertTrue(notice(id, Kind.SUCCESS).isDelivered());
    }

    @Test
    void whatWasNotTakenInIsDueAgainAndTheRecordSaysWhen() {
        String id = ended(ALL, JobState.FAILED);
        assertTrue(outbox.noticed(claim(), Kind.FAILURE, "503", Duration.ofHours(1)));
        assertEquals(List.of(), outbox.claim(10, LEASE));
        Notice n = notice(id, Kind.FAILURE);
        assertEquals(List.of("c.example", 1, "503"), List.of(n.host(), n.sent(), n.said()));
        assertEquals(Duration.ofHours(1), Duration.between(n.last(), n.next()));
        now(id);
        assertTrue(outbox.noticed(claim(), Kind.FAILURE, "timeout", null));
        assertEquals(2, notice(id, Kind.FAILURE).sent());
        assertTrue(notice(id, Kind.FAILURE).isGivenUp());
        assertEquals(List.of(), due());
    }

    @Test
    void progressIsDueOnceAndNotAgainForAWhile() {
        String id = in(ALL, JobState.LAUNCHING, JobState.RUNNING);
        assertTrue(outbox.noticed(claim(), Kind.PROGRESS, "200", LEASE));
        assertEquals(List.of(), due());
        beat(id, List.of("cur", "1", "tot", "2", "msg", ""));
        assertEquals(List.of(id), due());
        assertEquals(List.of(), outbox.claim(10, LEASE), "not before the pause is over");
        now(id);
        beat(id, List.of("cur", "2", "tot", "2", "msg", ""));
        assertEquals(id, claim().job());
    }

    @Test
    void aSignOfLifeWithoutProgressTellsNothing() {
        String id = in(ALL, JobState.LAUNCHING, JobState.RUNNING);
        assertTrue(outbox.noticed(claim(), Kind.PROGRESS, "200", Duration.ofMillis(1)));
        beat(id, List.of());
        assertEquals(List.of(), due());
    }

    private static void beat(String id, List<String> fields) {
        var args = new java.util.ArrayList<>(List.of(id, "1", "9000"));
        args.addAll(fields);
        assertEquals("OK", store.redis.run(Script.BEAT, args));
    }

    @Test
    void theEndWaitsForTheProgressThatIsOnItsWayAndFollowsAtOnce() {
        String id = in(ALL, JobState.LAUNCHING, JobState.RUNNING);
        Outbox.Claim progress = claim();
        store.to(id, JobState.SUCCESSFUL);
        assertEquals(List.of(id), due());
        assertEquals(List.of(), outbox.claim(10, LEASE), "not beside it");
        assertTrue(outbox.noticed(progress, Kind.PROGRESS, "200", LEASE));
        Outbox.Claim end = claim();
        assertTrue(outbox.noticed(end, Kind.SUCCESS, "200", null));
        assertEquals(List.of(), due());
    }

    @Test
    void progressThatIsDueIsNotToldAfterTheEnd() {
        String id = in(new Subscriber(null, "https://b.example/", null), JobState.LAUNCHING, JobState.RUNNING);
        assertEquals(List.of(id), due());
        store.to(id, JobState.SUCCESSFUL);
        assertEquals(List.of(), due());
        String other = in(new Subscriber(null, "https://b.example/", null), JobState.LAUNCHING, JobState.RUNNING);
        Outbox.Claim taken = claim();
        store.to(other, JobState.FAILED);
        assertTrue(outbox.noticed(taken, Kind.PROGRESS, "200", LEASE));
        assertEquals(List.of(), due());
    }

    @Test
    void whatIsPutBackComesUpAgainAndDoesNotCount() {
        String id = ended(ALL, JobState.SUCCESSFUL);
        assertTrue(outbox.putBack(claim(), Duration.ofSeconds(10)));
        assertEquals(List.of(id), due());
        assertEquals(List.of(), outbox.claim(10, LEASE));
        assertEquals(0, notice(id, Kind.SUCCESS).sent());
        now(id);
        assertTrue(outbox.drop(claim()));
        assertEquals(List.of(id), due(), "it has ended, and that is still to be told");
    }

    @Test
    void aDeletedJobTakesItsLettersAlong() {
        String id = ended(ALL, JobState.SUCCESSFUL);
        Outbox.Claim taken = claim();
        assertEquals(List.of(id), store.jobs.remove(List.of(id), Duration.ofDays(1)));
        assertEquals(List.of(), due());
        assertFalse(outbox.noticed(taken, Kind.SUCCESS, "503", LEASE));
        assertEquals(List.of(), due());
    }

    @Test
    void aRecordDeletedByHandLeavesNothingForEver() {
        String id = ended(ALL, JobState.SUCCESSFUL);
        store.redis.ask(c -> c.del(Keys.job(id)));
        assertEquals(List.of(), outbox.claim(10, LEASE));
        assertEquals(List.of(), due());
        store.flush();
    }

    @Test
    void aRestoredJobTellsItsEndUnlessThatIsLongAgo() {
        Instant now = store.leases.now();
        for (Duration ago : List.of(Duration.ofHours(1), Duration.ofHours(25))) {
            store.flush();
            NewJob job = newJob(ALL);
            Origin origin = store.jobs.create(job, 10, 10).origin();
            store.flush();
            assertEquals(Verdict.OK, store.jobs.restore(origin, new Restored(JobState.SUCCESSFUL, 1, Duration.ZERO, "", now.minus(ago), null, List.of())));
            assertEquals(ago.toHours() == 1 ? List.of(job.id()) : List.of(), due());
        }
        store.flush();
    }

    @Test
    void whatWasToldIsNotWhatAJobWasCreatedFrom() {
        String id = ended(ALL, JobState.SUCCESSFUL);
        assertTrue(outbox.noticed(claim(), Kind.SUCCESS, "503", LEASE));
        now(id);
        claim();
        Origin origin = store.jobs.origin(id).orElseThrow();
        assertEquals(Origin.of(newJob(ALL), "1", "1").fields().keySet(), origin.fields().keySet());
    }
}
