package mayfly.web;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import mayfly.catalog.ProcessDescription;
import mayfly.job.JobId;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.queue.Place;

/**
 * One job in a list.
 *
 * @param percent 0 to 100; negative = not known or not running
 * @param remark  a few words beside the state; may be empty
 * @param ran     how long; empty when nothing ran
 */
record JobRow(String id, String brief, String title, String label, Badge badge, int percent, String remark, Moment created, String ran, Moment kept) {
    /** Rows of these jobs; where the queued ones stand is asked for all at once. */
    static List<JobRow> of(Desk desk, List<JobRecord> jobs, Instant now) {
        List<JobRecord> queued = jobs.stream().filter(j -> j.state() == JobState.QUEUED).toList();
        Iterator<Place> places = desk.jobs().places(queued).iterator();
        return jobs.stream().map(job -> of(desk, job, job.state() == JobState.QUEUED ? places.next() : null, now)).toList();
    }

    private static JobRow of(Desk desk, JobRecord job, Place place, Instant now) {
        ProcessDescription process = JobView.process(desk, job);
        var say = new Words();
        String ran = job.times().started() == null ? "" : say.duration(job.ran(now)) + (job.state().isFinal() ? "" : " so far");
        boolean works = job.state() == JobState.RUNNING;
        return new JobRow(job.id(), JobId.brief(job.id()), process == null ? job.process() : process.title(), say.name(job.label()), Badge.of(job, now),
                works ? job.progress().percent() : -1, remark(job, place), Moment.recent(job.times().created(), now), ran, Moment.shortDay(job.times().keptUntil()));
    }

    private static String remark(JobRecord job, Place place) {
        var say = new Words();
        return switch (job.state()) {
            case QUEUED -> say.ordinal(place.before() + 1).toLowerCase(Locale.ROOT) + (place.exact() ? "" : " or later") + " in the queue";
            case RUNNING -> job.progress().percent() < 0 ? say.name(job.progress().message()) : job.progress().percent() + "\u00a0%";
            case RETRYING -> "attempt " + (job.attempt() + 1) + " follows";
            case FAILED -> job.failure() == null ? "" : job.failure().kind().title();
            case DISMISSED -> job.ending() == null ? "being ended" : Outcome.ended(job.ending());
            default -> "";
        };
    }
}
