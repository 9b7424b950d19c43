package mayfly.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mayfly.job.Attempt;
import mayfly.job.Failure;
import mayfly.job.JobRecord;
import mayfly.job.JobState;

/**
 * One attempt in the table of a job's attempts.
 *
 * @param began   claimed by its worker, else taken from the queue
 * @param ended   null while it has not
 * @param took    from its launch to its end, or so far
 * @param title   its cause in a few words; empty when it did not fail
 * @param message what was said about the cause; empty when it did not fail
 * @param facts   exit code or signal, processes ended by force; may be empty
 * @param worker  "4711 on orca"; empty before there was one
 * @param used    peak memory and processor time; empty where not known
 * @param log     address of its own log
 * @param shown   whether the page shows that log
 */
record AttemptRow(int number, Badge badge, Moment began, Moment ended, String took, String title, String message, String facts, String worker, String used, String log, boolean shown) {
    private static final Words SAY = new Words();

    /** All attempts of a job, oldest first; none where there is nothing to tell apart. */
    static List<AttemptRow> several(JobView view, JobRecord job, Instant now) {
        return job.attempt() < 2 ? List.of() : all(view, job, now, 0);
    }

    /** @param shown number of the attempt whose log the page shows; 0 = none */
    static List<AttemptRow> all(JobView view, JobRecord job, Instant now, int shown) {
        return job.attempts().stream().map(a -> of(view, job, a, now, a.number() == shown)).toList();
    }

    private static AttemptRow of(JobView view, JobRecord job, Attempt a, Instant now, boolean shown) {
        Failure f = a.failure();
        Instant began = a.started() == null ? a.launched() : a.started();
        Instant ended = a.ended() == null ? now : a.ended();
        Badge badge = f != null ? Badge.of(JobState.FAILED) : a.number() == job.attempt() ? Badge.of(job, now) : new Badge("dismissed", "Not known");
        return new AttemptRow(a.number(), badge, Moment.recent(began, now), Moment.recent(a.ended(), now), began == null ? "" : SAY.duration(positive(Duration.between(began, ended))),
                f == null ? "" : f.kind().title(), f == null ? "" : SAY.line(f.message()), facts(a), a.pid() == 0 ? a.host() : a.pid() + " on " + a.host(), used(a),
                view.here() + "/log?attempt=" + a.number(), shown);
    }

    private static String facts(Attempt a) {
        var facts = new ArrayList<String>();
        if (a.failure() != null && Outcome.exit(a.failure()) != null) facts.add("Exit " + Outcome.exit(a.failure()));
        if (a.ending() != null) facts.add(Outcome.ended(a.ending()));
        return String.join("; ", facts);
    }

    private static String used(Attempt a) {
        var used = new ArrayList<String>();
        if (a.peak() > 0) used.add(SAY.memory(a.peak()));
        if (a.cpu() > 0) used.add(SAY.duration(Duration.ofMillis(a.cpu())) + " of processor time");
        return String.join(", ", used);
    }

    private static Duration positive(Duration d) {
        return d.isNegative() ? Duration.ZERO : d;
    }
}
