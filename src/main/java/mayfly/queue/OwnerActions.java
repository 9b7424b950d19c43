package mayfly.queue;

import java.time.Instant;
import java.util.List;
import mayfly.job.Ending;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Owner;
import mayfly.store.Change;
import mayfly.store.JobStore;
import mayfly.store.Verdict;

/** What the owner of a job may do with it; whether it is the owner who asks has been looked at before. */
final class OwnerActions {
    private final QueueSettings settings;
    private final Stores stores;
    private final Uploads uploads;

    OwnerActions(QueueSettings settings, Stores stores, Uploads uploads) {
        this.settings = settings;
        this.stores = stores;
        this.uploads = uploads;
    }

    /** Where nothing runs that is proof already. */
    Verdict dismiss(JobRecord job, Owner by) {
        String cancelled = by.equals(Owner.OPERATOR) ? "cancelled by the operator" : "cancelled by its owner";
        var files = new JobFiles(settings.home(), stores);
        for (JobState waiting : List.of(JobState.QUEUED, JobState.RETRYING, JobState.WAITING)) {
            Change change = Change.to(job.id(), JobState.DISMISSED, cancelled).only(waiting).with(Ending.NOTHING_RAN);
            if (files.end(change, job.attempt()) == Verdict.OK) return Verdict.OK;
        }
        // It has been launched since it was read, or had been.
        int attempt = stores.jobs().find(job.id()).map(JobRecord::attempt).orElse(job.attempt());
        return files.end(Change.to(job.id(), JobState.DISMISSED, cancelled), attempt);
    }

    boolean delete(JobRecord job) {
        if (!job.state().isFinal()) throw new Refusal(Refusal.Reason.NOT_FINISHED, "This job has not ended. Cancel it first; then it can be deleted.");
        new Cleaner(settings, stores, uploads, stores.leases()::now).remove(List.of(job.id()));
        return true;
    }

    /** @return until when it is kept now; one that has been removed meanwhile stays so */
    Instant keep(String id, Instant until) {
        JobStore.Kept kept = stores.jobs().keep(id, until, settings.keptMost());
        return switch (kept.how()) {
            case OK, SAME, GONE -> kept.until();
            case MOST -> throw new Refusal(Refusal.Reason.BAD_REQUEST, "This job can be kept until " + kept.until() + " at most; asked for was " + until + ".");
            case NO -> throw new Refusal(Refusal.Reason.NOT_FINISHED, "This job has not ended. It is kept as long as it takes, and for a while after its end; then it can be kept longer.");
        };
    }
}
