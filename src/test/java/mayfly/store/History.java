package mayfly.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import mayfly.job.Failure;
import mayfly.job.FailureKind;
import mayfly.job.JobId;
import mayfly.job.JobState;
import mayfly.job.Limits;
import mayfly.job.Owner;
import mayfly.job.RetryPolicy;
import mayfly.testing.Indexes;
import mayfly.testing.Snapshot;
import redis.clients.jedis.params.ZAddParams;

/** One random history of a few jobs, drawn from a seed: each step goes through the real scripts and through {@link LawModel}, and both must say the same. */
final class History {
    private static final int STEPS = 16;
    private static final int SLOTS = 3;
    private static final int OWNER_SLOTS = 2;
    private static final int MOST = 5;
    private static final int MOST_OWNER = 3;
    private static final String[] OWNERS = {"anon:a", "anon:b", "anon:c"};
    private static final Limits LIMITS = new Limits(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), 1 << 26);
    private static final Duration A_WHILE = Duration.ofMinutes(1);
    private static final Failure FAILURE = new Failure(FailureKind.LOST, "gone");

    private final Redis redis;
    private final String dump;
    private final JobStore jobs;
    private final QueueStore queue;
    private final LeaseStore leases;
    private final List<String> steps = new ArrayList<>();
    private final LawModel model = new LawModel();
    private final long seed;
    private final Random random;
    private int created;
    /** The job that was drawn together with an attempt. */
    private String subject;

    /**
     * @param redis a database that nobody else uses now; it is emptied
     * @param dump  name of the script that reads all of it
     */
    History(Redis redis, String dump, long seed) {
        this.redis = redis;
        this.dump = dump;
        this.jobs = new JobStore(redis);
        this.queue = new QueueStore(redis);
        this.leases = new LeaseStore(redis);
        this.seed = seed;
        this.random = new Random(seed);
        redis.ask(c -> c.flushDB());
    }

    /** @throws AssertionError with the seed and the steps so far, when Redis and the model do not agree */
    void play() {
        try {
            for (int i = 0; i < STEPS; i++) {
                step();
                compare();
            }
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n  " + String.join("\n  ", steps), e);
        }
    }

    private void step() {
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> submit();
            case 3, 4, 5 -> take();
            case 6 -> change(JobState.RUNNING, attempt());
            case 7 -> change(random.nextBoolean() ? JobState.SUCCESSFUL : JobState.FAILED, attempt());
            case 8 -> change(JobState.RETRYING, attempt());
            case 9 -> requeue();
            case 10 -> dismiss();
            case 11 -> signOfLife();
            case 12 -> removeOrHurry();
            case 13 -> leaseRunsOut();
            case 14 -> takeForLost();
            default -> change(JobState.values()[random.nextInt(JobState.values().length)], random.nextBoolean() ? attempt() : 0);
        }
    }

    /** Of a job that there is, most of the time. */
    private String job() {
        List<String> all = new ArrayList<>(model.jobs.keySet());
        return all.isEmpty() || random.nextInt(20) == 0 ? JobId.fresh() : all.get(random.nextInt(all.size()));
    }

    /** Of the job that is drawn along with it: mostly the current one, else one that comes late, or has never been. */
    private int attempt() {
        subject = job();
        int current = model.jobs.containsKey(subject) ? model.jobs.get(subject).attempt : 1;
        return Math.max(1, random.nextInt(4) > 0 ? current : current + random.nextInt(3) - 1);
    }

    private void submit() {
        String id = random.nextInt(6) == 0 ? job() : JobId.fresh();
        if (model.jobs.containsKey(id) || model.gone.contains(id)) id = JobId.fresh();
        String owner = OWNERS[random.nextInt(OWNERS.length)];
        String token = random.nextBoolean() ? "" : "key" + random.nextInt(3);
        steps.add("submit " + id + " of " + owner + " with “" + token + "”");
        var job = new NewJob(id, "p" + created++ % 2, "1", "", new Owner(owner), "{}", LIMITS, Duration.ofDays(1), RetryPolicy.DEFAULT, token);
        String known = token.isEmpty() ? null : model.madeBy(token);
        var expected = model.submit(id, owner, token, MOST, MOST_OWNER);
        var found = jobs.create(job, MOST, MOST_OWNER);
        assertEquals(expected, found.how());
        if (expected == JobStore.Creation.REPEATED) assertEquals(known, found.id());
    }

    private void take() {
        Set<String> may = model.mayBeTaken(SLOTS, OWNER_SLOTS);
        steps.add("take one of " + may);
        Taken taken = queue.take(new Slots(SLOTS, OWNER_SLOTS, TestStore.LEASE, "h"));
        if (may.isEmpty()) assertTrue(taken.job().isEmpty(), () -> "took " + taken.job());
        else {
            String id = taken.job().orElseThrow(() -> new AssertionError("took nothing")).id();
            assertTrue(may.contains(id), () -> "took " + id);
            model.change(id, "LAUNCHING", 0, null, false);
            assertEquals(model.jobs.get(id).attempt, taken.job().get().attempt());
            assertEquals(!model.mayBeTaken(SLOTS, OWNER_SLOTS).isEmpty(), taken.more(), "whether there is more");
        }
    }

    private void change(JobState to, int attempt) {
        if (attempt == 0) subject = job();
        change(subject, to, attempt, null, false);
    }

    private void change(String id, JobState to, int attempt, JobState from, boolean silent) {
        steps.add(id + " to " + to + " by attempt " + attempt + (from == null ? "" : " only from " + from) + (silent ? ", if silent" : ""));
        Change wish = to == JobState.RETRYING ? Change.retrying(id, attempt, FAILURE, 1, Duration.ofSeconds(5))
                : to == JobState.FAILED ? Change.failed(id, attempt, FAILURE) : new Change(id, to, attempt, null, "words", TestStore.LEASE, List.of());
        Verdict expected = model.change(id, to.name(), attempt, from == null ? null : from.name(), silent);
        assertEquals(expected, jobs.change(from == null ? wish : silent ? wish.only(from, A_WHILE) : wish.only(from)));
    }

    private void requeue() {
        change(job(), JobState.QUEUED, 0, JobState.RETRYING, false);
    }

    private void dismiss() {
        change(job(), JobState.DISMISSED, 0, random.nextBoolean() ? null : JobState.QUEUED, false);
    }

    /** As time would have it. */
    private void leaseRunsOut() {
        String id = job();
        steps.add("the lease of " + id + " runs out");
        model.leaseRunsOut(id);
        redis.ask(c -> c.zadd(Keys.LEASES, 1, id, ZAddParams.zAddParams().xx()));
    }

    /** By a node that has read it a while ago. */
    private void takeForLost() {
        int attempt = attempt();
        change(subject, random.nextBoolean() ? JobState.RETRYING : JobState.FAILED, attempt, random.nextBoolean() ? JobState.RUNNING : JobState.LAUNCHING, true);
    }

    private void signOfLife() {
        int attempt = attempt();
        steps.add(subject + " is alive, says attempt " + attempt);
        if (random.nextBoolean()) assertEquals(model.beat(subject, attempt), redis.run(Script.BEAT, List.of(subject, "" + attempt, "9000", "peak", "7")));
        else assertEquals(model.note(subject, attempt), leases.note(subject, attempt, TestStore.LEASE, List.of("seen", "now")));
    }

    private void removeOrHurry() {
        String id = job();
        if (random.nextBoolean()) {
            steps.add("remove " + id);
            assertEquals(model.remove(id) ? List.of(id) : List.of(), jobs.remove(List.of(id), Duration.ofMinutes(5)));
        } else {
            steps.add("hurry " + id);
            assertEquals(model.hurry(id), jobs.hurry(id));
        }
    }

    private void compare() {
        Snapshot now = Snapshot.take(script -> redis.ask(c -> c.evalsha(dump)));
        Map<String, Map<String, String>> records = now.jobs();
        assertEquals(model.jobs.keySet(), records.keySet());
        model.jobs.forEach((id, job) -> {
            Map<String, String> record = records.get(id);
            assertEquals(job.state + " " + job.attempt, record.get("state") + " " + record.get("attempt"), id);
            assertEquals(job.story, Story.read(record).stream().map(e -> e.state() + " " + e.attempt()).toList(), id);
            assertEquals(job.past, Past.read(record.get("past")).size(), "attempts remembered of " + id);
        });
        Set<String> endings = new TreeSet<>();
        // Behind job and attempt stands where the attempt ran.
        for (String ending : now.set(Keys.ENDINGS).keySet()) endings.add(ending.split("/")[0] + "/" + ending.split("/")[1]);
        assertEquals(model.endings, endings, "endings");
        assertEquals(List.of(), Indexes.faults(now));
    }
}
