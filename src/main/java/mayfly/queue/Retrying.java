package mayfly.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import mayfly.job.Failpoint;
import mayfly.job.Failure;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.RetryPolicy;
import mayfly.store.AttemptRef;
import mayfly.store.JobStore.Change;

/** What follows an attempt that has failed: another one after a while, or the end of the job. */
final class Retrying {
    private static final Logger LOG = Logger.getLogger(Retrying.class.getName());
    /** Jobs put back into the queue in a round; the next round goes on. */
    private static final int MANY = 1000;
    /** How long a next attempt waits for proof that nothing is left of the one before on a host that nobody hears of. */
    private static final Duration OTHER_HOST = Duration.ofMinutes(1);
    private final QueueSettings settings;
    private final Stores stores;

    Retrying(QueueSettings settings, Stores stores) {
        this.settings = settings;
        this.stores = stores;
    }

    /** @param crashes attempts of the job that ended without a word of their worker's, this one included where it did */
    void failed(JobRecord job, Failure failure, int crashes) {
        Optional<Duration> wait = job.retries().policy().next(failure, job.attempt(), crashes, ThreadLocalRandom.current().nextDouble());
        LOG.info("job " + job.id() + " attempt " + job.attempt() + ": " + failure.kind() + wait.map(w -> ", next attempt in " + w.toSeconds() + " s").orElse(""));
        if (wait.isPresent()) stores.jobs().change(Change.retrying(job.id(), job.attempt(), failure, crashes, wait.get()));
        else stores.jobs().change(Change.failed(job.id(), job.attempt(), last(failure, crashes)).with(List.of("crashes", Integer.toString(crashes))));
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
            else if (!unburied.contains(id) || isOutOfSight(job, now)) queue(id);
        }
    }

    private void queue(String id) {
        Failpoint.RETRY_BEFORE.pass();
        stores.jobs().change(Change.to(id, JobState.QUEUED, "").only(JobState.RETRYING));
        Failpoint.RETRY_QUEUED.pass();
    }

    private boolean isOutOfSight(JobRecord job, Instant now) {
        return !job.worker().host().equals(settings.host()) && job.times().over() != null && now.isAfter(job.times().over().plus(OTHER_HOST));
    }
}
