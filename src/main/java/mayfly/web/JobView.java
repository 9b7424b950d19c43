package mayfly.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import mayfly.catalog.ProcessDescription;
import mayfly.job.JobEvent;
import mayfly.job.JobId;
import mayfly.job.JobRecord;

/**
 * What every page about one job shows of it.
 *
 * @param here    path of its pages
 * @param title   of its process
 * @param label   what tells it apart; may be empty
 * @param about   the same with the name of its input, unless it is a file: "Last number: 20"; may be empty
 * @param offered whether its process is still offered, so that it can be run again
 * @param mine    whether the reader sent it
 * @param may     whether the reader may cancel and delete it
 * @param who     may do that, in a sentence
 * @param token   proves that a form of ours was sent by who may; null when the reader may not
 * @param link    to pass on
 * @param kept    until when; null while unfinished
 * @param longer  until when the reader may have it kept; may be empty
 * @param worker  "4711 on orca, attempt 1"; null before it was launched
 * @param before  the failed job that it runs again; null = none
 * @param after   the job that runs it again; null = none
 * @param told    what became of letters to its subscriber; empty where there is none
 */
record JobView(String id, String brief, String here, String process, String title, String label, String about, boolean offered, Badge badge, boolean mine, boolean may, String who, String token,
               String link, Moment kept, List<Longer> longer, String worker, Other before, Other after, List<Told> told) {

    /** A link to another job. */
    public record Other(String here, String brief) {
        /** @param id null = there is none */
        static Other of(Ask ask, String id) {
            return id == null ? null : new Other(ask.url("/jobs/" + id), JobId.brief(id));
        }
    }

    /** One line of the history. */
    record Event(Moment at, String text) { }

    static JobView of(Desk desk, Ask ask, JobRecord job) {
        ProcessDescription process = process(desk, job);
        var say = new Words();
        boolean mine = job.owner().equals(ask.owner());
        boolean may = ask.controls(job);
        return new JobView(job.id(), JobId.brief(job.id()), ask.url("/jobs/" + job.id()), job.process(), process == null ? job.process() : process.title(), say.name(job.label()), about(job, process),
                desk.jobs().processes().stream().anyMatch(p -> p.id().equals(job.process())), Badge.of(job, desk.clock().instant()), mine, may, who(job, mine), may ? token(desk, job) : null, ask.absolute("/jobs/" + job.id()),
                Moment.day(job.times().keptUntil()), may ? Longer.of(job.times().keptUntil(), desk.jobs().keptAtMost(job)) : List.of(), worker(job), Other.of(ask, job.kin().before()), Other.of(ask, job.kin().after()), Told.of(job, desk.clock().instant()));
    }

    private static String who(JobRecord job, boolean mine) {
        String sender = mine ? "you" : job.owner().isAnonymous() ? "the browser that sent it" : "who sent it";
        return "Only " + sender + " can cancel or delete it" + (mine && job.owner().isAnonymous() ? ", from this browser" : "") + "; and the operator of this site.";
    }

    /** What its progress counts; "" when the process does not say, or is gone. */
    static String unit(Desk desk, JobRecord job) {
        ProcessDescription process = process(desk, job);
        return process == null ? "" : process.run().unit();
    }

    /** What a job was submitted to; null when that is not known any more. */
    static ProcessDescription process(Desk desk, JobRecord job) {
        return desk.jobs().process(job).orElse(null);
    }

    static String token(Desk desk, JobRecord job) {
        return desk.seal().close(purpose(job), "go");
    }

    static boolean tokenFits(Desk desk, JobRecord job, String token) {
        return desk.seal().open(purpose(job), token).isPresent();
    }

    private static String purpose(JobRecord job) {
        return "act " + job.owner().name() + " " + job.id();
    }

    static List<Event> story(List<JobEvent> events, Instant now) {
        var say = new Words();
        return events.stream().map(e -> new Event(Moment.recent(e.at(), now), words(e, say))).toList();
    }

    private static String about(JobRecord job, ProcessDescription process) {
        String label = new Words().name(job.label());
        var input = process == null || process.label() == null ? null : process.inputs().get(process.label());
        return input == null || label.isEmpty() || input.isFile() ? label : input.title() + ": " + label;
    }

    private static String words(JobEvent e, Words say) {
        String state = e.state().word().toLowerCase(Locale.ROOT);
        if (e.text().isEmpty()) return state;
        return e.text().startsWith("on ") ? state + " " + say.name(e.text()) : say.name(e.text());
    }

    /** The heading: "Table profile of penguins.csv", "Count · 20". */
    public String heading() {
        return label.isEmpty() ? title : title + (about.equals(label) ? " of " : " · ") + label;
    }

    static String worker(JobRecord job) {
        if (job.attempt() == 0) return null;
        boolean known = job.worker() != null && job.worker().pid() != 0;
        return (known ? job.worker().pid() + " on " + job.worker().host() + ", " : "") + "attempt " + job.attempt();
    }

    /** In what its program runs or ran; null where there is none, it is not shut in, or nothing is known any more. */
    static String sandbox(Desk desk, JobRecord job) {
        ProcessDescription process = process(desk, job);
        String words = process == null || job.attempt() == 0 ? "" : desk.jobs().sandbox(process);
        return words.isEmpty() ? null : words;
    }

    /** "2 s ago", "just now". */
    static String ago(Instant at, Instant now) {
        Duration d = Duration.between(at, now);
        return d.toMillis() < 1000 ? "just now" : new Words().duration(Duration.ofSeconds(d.toSeconds())) + " ago";
    }
}
