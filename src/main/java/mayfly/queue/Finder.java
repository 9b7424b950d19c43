package mayfly.queue;

import java.time.Duration;
import java.util.Optional;
import mayfly.job.JobId;
import mayfly.job.JobRecord;
import mayfly.queue.JobService.Expired;
import mayfly.store.JobStore;

/** Jobs by their ids, or in words why there is none: never was, was deleted, or its record is missing. */
final class Finder {
    private final JobStore jobs;
    private final JobFiles files;

    Finder(JobStore jobs, JobFiles files) {
        this.jobs = jobs;
        this.files = files;
    }

    JobRecord job(String id) {
        return Optional.ofNullable(id).filter(JobId::isValid).flatMap(jobs::find).orElseThrow(() -> missing(id));
    }

    JobStore.Look look(String id) {
        return Optional.ofNullable(id).filter(JobId::isValid).flatMap(jobs::look).orElseThrow(() -> missing(id));
    }

    Optional<Expired> expired(String id) {
        return Optional.ofNullable(id).filter(JobId::isValid).flatMap(jobs::gone).map(g -> new Expired(g.process(), g.label(), g.state(), g.created(), g.kept(), g.removed()));
    }

    private Refusal missing(String id) {
        if (!JobId.isValid(id)) return unknown(id);
        return jobs.gone(id).map(gone -> new Refusal(Refusal.Reason.EXPIRED, "This job was deleted.")).orElseGet(() -> files.has(id) ? lost(id) : unknown(id));
    }

    private static Refusal lost(String id) {
        return new Refusal(Refusal.Reason.RECORD_LOST, "The record of the job “" + Words.brief(id) + "” is missing from the job store. Its files are here, and the operator can restore it.",
                Duration.ofSeconds(10), null);
    }

    private static Refusal unknown(String id) {
        return new Refusal(Refusal.Reason.NO_SUCH_JOB, "There is no job “" + Words.brief(id) + "”.");
    }
}
