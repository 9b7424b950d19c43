package mayfly.web;

import java.time.Instant;
import java.util.Locale;
import mayfly.catalog.ProcessDescription;
import mayfly.job.JobId;
import mayfly.job.JobRecord;
import mayfly.job.JobState;

/**
 * One job in a list.
 *
 * @param percent 0 to 100; negative = not known or not running
 * @param remark  a few words beside the state; may be empty
 * @param ran     how long; empty when nothing ran
 */
record JobRow(String id, String brief, String title, String label, Badge badge, int percent, String remark, Moment created, String ran, Moment kept) {
    static JobRow of(Desk desk, JobRecord job, Instant now) {
        ProcessDescription process = JobView.process(desk, job);
        var say = new Words();
        String ran = job.times().started() == null ? "" : say.duration(job.ran(now)) + (job.state().isFinal() ? "" : " so far");
        boolean works = job.state() == JobState.RUNNING;
        return new JobRow(job.id(), JobId.brief(job.id()), process == null ? job.process() : process.title(), say.name(job.label()), Badge.of(job, now),
                works ? job.progress().percent() : -1, remark(desk, job, now), Moment.recent(job.times().created(), now), ran, Moment.shortDay(job.times().keptUntil()));
    }

    private static String remark(Desk desk, JobRecord job, Instant now) {
        var say = new Words();
        return switch (job.state()) {
            case QUEUED -> say.ordinal(desk.jobs().place(job).before() + 1).toLowerCase(Locale.ROOT) + " in the queue";
            case RUNNING -> job.progress().percent() < 0 ? say.name(job.progress().message()) : job.progress().percent() + "\u00a0%";
            case RETRYING -> "attempt " + (job.attempt() + 1) + " follows";
            case FAILED -> job.failure() == null ? "" : job.failure().kind().title();
            case DISMISSED -> job.ending() == null ? "being ended" : Outcome.ended(job.ending());
            default -> "";
        };
    }
}
