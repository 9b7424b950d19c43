package mayfly.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import mayfly.app.redis.EmbeddedRedis;
import mayfly.job.JobId;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Limits;
import mayfly.job.Owner;
import mayfly.job.RetryPolicy;

/** The store alone, on a real Redis that does not wait for the disk: jobs come and go by its scripts, and no worker runs. */
final class TestStore implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(9);
    private static final Limits LIMITS = new Limits(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), 1 << 26);

    final EmbeddedRedis embedded;
    final Redis redis;
    final JobStore jobs;
    final QueueStore queue;
    final LeaseStore leases;

    TestStore(Path home) {
        embedded = EmbeddedRedis.start(home, InstantSource.system());
        redis = new Redis(embedded.uri());
        jobs = new JobStore(redis);
        queue = new QueueStore(redis);
        leases = new LeaseStore(redis);
        redis.ask(c -> c.configSet("appendfsync", "no"));
    }

    void flush() {
        redis.ask(c -> c.flushAll());
    }

    String create(String owner, String process) {
        return jobs.create(newJob(owner, process), 1_000_000, 1_000_000).id();
    }

    NewJob newJob(String owner) {
        return newJob(owner, "p");
    }

    private static NewJob newJob(String owner, String process) {
        return new NewJob(JobId.fresh(), process, "1", "", Owner.anonymous(owner), "{}", LIMITS, Duration.ofDays(1), RetryPolicy.DEFAULT, "");
    }

    String create(String owner) {
        return create(owner, "p");
    }

    /** A job that has gone all the way to {@code end}. */
    String ended(String owner, String process, JobState end) {
        String id = create(owner, process);
        for (JobState next : List.of(JobState.LAUNCHING, JobState.RUNNING, end)) to(id, next);
        return id;
    }

    Verdict to(String id, JobState state) {
        return jobs.change(new Change(id, state, 0, null, "", LEASE, List.of()));
    }

    Taken take(int slots, int ownerSlots) {
        return queue.take(new Slots(slots, ownerSlots, LEASE, "h"));
    }

    JobRecord find(String id) {
        return jobs.find(id).orElseThrow();
    }

    @Override
    public void close() {
        redis.close();
        embedded.stop();
    }
}
