package mayfly.web;

import java.time.Instant;
import java.util.Locale;
import mayfly.job.JobId;
import mayfly.job.JobRecord;

/**
 * A failed job on the operator's page.
 *
 * @param here    path of its pages
 * @param what    what it is, for those who cannot see the row
 * @param cause   kind of its failure, in words
 * @param message what was said about it
 * @param again   the job that runs it again; null = none does
 */
record LetterRow(String id, String brief, String here, String title, String label, String what, String owner, String cause, String message, Moment ended, String attempts, JobView.Other again) {
    static LetterRow of(Desk desk, Ask ask, JobRecord job, Instant now) {
        var say = new Words();
        String title = ProcessRow.title(desk, job.process());
        String label = say.name(job.label());
        String brief = JobId.brief(job.id());
        boolean known = job.failure() != null;
        return new LetterRow(job.id(), brief, ask.url("/jobs/" + job.id()), title, label, title + (label.isEmpty() ? "" : ", " + label) + ", " + brief, say.name(job.owner().name()),
                known ? job.failure().kind().title() : "It is not known why", known ? say.name(job.failure().message()) : "", Moment.recent(job.times().finished(), now),
                say.count(job.attempt(), "attempt", "attempts").toLowerCase(Locale.ROOT), JobView.Other.of(ask, job.kin().after()));
    }
}
