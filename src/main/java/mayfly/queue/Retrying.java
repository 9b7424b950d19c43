package mayfly.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mayfly.job.Failpoint;
import mayfly.job.Failure;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.RetryPolicy;
import mayfly.job.Worker;
import mayfly.store.AttemptRef;
import mayfly.store.Change;
import mayfly.store.Verdict;

/** What follows an attempt that has failed: another one after a while, or the end of the job. */
final class Retrying {
    private static final Logger LOG = Logger.getLogger(Retrying.class.getName());
    /** Jobs put back into the queue in a round; the next round goes on. */
    private static final int MANY = 1000;
    /** Leases that pass after that of a worker has run out until a host of which nothing is heard is taken to be gone. */
    private static final int GRACE = 6;
    private final QueueSettings settings;
    private final Stores stores;
    private final Presence presence;

    Retrying(QueueSettings settings, Stores stores, Presence presence) {
        this.settings = settings;
        this.stores = stores;
        this.presence = presence;
    }

    /** How long a lease must have run out before a worker is called lost that nobody can look at. */
    Duration grace() {
        return settings.lease().multipliedBy(GRACE);
    }

    /** Whether nobody looks after the worker's host, and nothing was heard of it for so long that it is taken to be gone. */
    boolean isOutOfSight(JobRecord job, Instant now) {
        return !presence.watches(job.worker().host()) && now.isAfter(lastWord(job).plus(settings.lease()).plus(grace()));
    }

    /** When anything was known of its worker last. */
    static Instant lastWord(JobRecord job) {
        Worker w = job.worker();
        return Stream.of(job.times().launched(), job.times().started(), w.heard(), w.seen()).filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(job.times().created());
    }

    /**
     * Its attempt has failed, as this reading of the job shows: where anything has changed since, somebody else knows better and nothing is written.
     *
     * @param crashes attempts of the job that ended without a word of their worker's, this one included where it did
     */
    Verdict failed(JobRecord job, Failure failure, int crashes) {
        return failed(job, failure, crashes, null);
    }

    /** @param silent how long ago its lease must have run out; null = that does not matter */
    Verdict failed(JobRecord job, Failure failure, int crashes, Duration silent) {
        Optional<Duration> wait = job.retries().policy().next(failure, job.attempt(), crashes, ThreadLocalRandom.current().nextDouble());
        boolean again = wait.isPresent();
        Change change = again ? Change.retrying(job.id(), job.attempt(), failure, crashes, wait.get())
                : Change.failed(job.id(), job.attempt(), last(failure, crashes)).with(List.of("crashes", Integer.toString(crashes)));
        change = change.only(job.state(), silent);
        Verdict verdict = again ? stores.jobs().change(change) : new JobFiles(settings.home(), stores).end(change, job.attempt());
        if (verdict == Verdict.OK) LOG.info("job " + job.id() + " attempt " + job.attempt() + ": " + failure.kind() + wait.map(w -> ", next attempt in " + w.toSeconds() + " s").orElse(""));
        return verdict;
    }

    private static Failure last(Failure f, int crashes) {
        if (crashes < RetryPolicy.MOST_CRASHES) return f;
        return new Failure(f.kind(), f.message() + " Its worker has now died " + crashes + " times, so it is not tried again.", f.exitCode(), f.signal(), f.tail());
    }

    /** Jobs whose backoff is over go back into the queue, where nothing is left any more of the attempt before: two attempts at once could disturb each other. */
    void round(Instant now) {
        List<String> due = stores.jobs().due(now, MANY);
        if (due.isEmpty()) return;
        Set<String> unburied = stores.leases().endings().stream().map(AttemptRef::job).collect(Collectors.toSet());
        Map<String, JobRecord> jobs = stores.jobs().find(due);
        for (String id : due) {
            JobRecord job = jobs.get(id);
            if (job == null) stores.jobs().forgetRetry(id);
            else if (!unburied.contains(id) || isOutOfSight(job, now)) queue(job);
        }
    }

    private void queue(JobRecord job) {
        Failpoint.RETRY_BEFORE.pass();
        stores.jobs().change(Change.to(job.id(), JobState.QUEUED, "").of(job.attempt()).only(JobState.RETRYING));
        Failpoint.RETRY_QUEUED.pass();
    }
}
