package mayfly.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mayfly.job.Attempt;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Worker;
import mayfly.queue.JobLook;
import mayfly.queue.Place;
import mayfly.queue.RunTimes;
import mayfly.web.Standing.Evidence;
import mayfly.web.Standing.Fact;
import mayfly.web.Standing.Why;

/** Says how a job that has not ended stands: one method for each state. */
final class Standings {
    private static final Words SAY = new Words();
    private static final String ENDS = "Ends the worker and every process it started, and says how many.";

    private final JobLook look;
    private final JobRecord job;
    private final Instant now;
    private final RunTimes past;
    private final String sandbox;

    /** @param sandbox in what its program runs; null for none */
    Standings(JobLook look, Instant now, String sandbox) {
        this.look = look;
        this.job = look.job();
        this.now = now;
        this.past = look.usual();
        this.sandbox = sandbox;
    }

    Standing standing() {
        return switch (job.state()) {
            case WAITING -> waiting();
            case QUEUED -> queued();
            case LAUNCHING -> launching();
            case RETRYING -> retrying();
            default -> {
                Duration silence = Badge.silence(job, now);
                yield silence == null ? running() : silent(silence);
            }
        };
    }

    private Standing waiting() {
        return new Standing("Waiting", "Waiting for other jobs", "It is queued by itself when they have ended.", null, List.of(waited()), null, stored(),
                "Nothing has run yet; cancelling only takes it off the list.", List.of());
    }

    private Standing queued() {
        Place place = look.place();
        String nth = SAY.ordinal(place.before() + 1) + (place.exact() ? "" : " or later") + " in the queue";
        Estimate start = Estimate.start(place, past, now);
        Estimate takes = Estimate.takes(past);
        var facts = List.of(new Fact("Expected start", start.text(), start.small()), waited(), new Fact("Then takes", takes.text(), takes.small()));
        return new Standing(nth, nth, queueText(place), before(), facts, QueueStrip.of(place), stored(), "Nothing has run yet; cancelling only takes it out of the queue.", List.of());
    }

    private static String queueText(Place place) {
        String before = place.before() == 0 ? "yours is next" : (place.exact() ? "" : "at least ") + SAY.count(place.before(), "job is", "jobs are") + " before yours";
        if (place.busy() < place.slots()) return place.before() == 0 ? "A slot is free. It begins at once." : "A slot is free, and " + before + ". It begins by itself.";
        return (place.slots() == 1 ? "The only slot is busy" : "All " + place.slots() + " slots are busy") + ", and " + before + ". It begins by itself.";
    }

    private Standing launching() {
        var evidence = new Evidence("info", "Taken from the queue " + JobView.ago(job.times().launched() == null ? now : job.times().launched(), now) + ", attempt " + job.attempt() + ".");
        return new Standing("Starting", "Its worker is being started", "This takes about a second.", before(), List.of(waited()), null, evidence, ENDS, List.of());
    }

    private Standing retrying() {
        int next = job.attempt() + 1;
        int most = Math.max(next, job.retries().policy().attempts());
        Instant at = job.retries().next() == null ? now : job.retries().next();
        long wait = (Duration.between(now, at).toMillis() + 999) / 1000;
        String begins = wait > 0 ? "begins in " + SAY.duration(Duration.ofSeconds(wait)) : "begins now";
        String text = wait > 0 ? "It is tried again by itself; you need do nothing." : "It begins as soon as nothing is left of attempt " + job.attempt() + ".";
        Fact then = new Fact("If it fails again", next == most ? "it has failed" : SAY.count(most - next, "attempt left", "attempts left"), next == most ? "attempt " + next + " is the last" : null);
        return new Standing("Attempt " + next + " " + begins, "Attempt " + next + " of " + most + " " + begins, text, why("Why attempt " + job.attempt() + " failed", job.current()),
                List.of(begins(at), then, waited()), null, over(), "No further attempt begins after that.", List.of());
    }

    private Fact begins(Instant at) {
        Instant over = job.times().over();
        return new Fact("Begins", Moment.recent(at, now).text(), over == null ? null : SAY.duration(Duration.between(over, at)) + " after the failure");
    }

    private Evidence over() {
        Worker w = job.worker();
        String who = w.pid() == 0 ? "" : ": worker " + w.pid() + " on host " + w.host();
        return new Evidence("info", "Attempt " + job.attempt() + " ended " + (job.times().over() == null ? "" : JobView.ago(job.times().over(), now)) + who + ".");
    }

    /** Of a second or later attempt, queued or at work: which it is, and what became of the one before. */
    private Why before() {
        boolean begun = job.state() != JobState.QUEUED;
        List<Attempt> past = job.retries().past();
        Attempt last = !begun ? job.current() : past.isEmpty() ? null : past.get(past.size() - 1);
        if (last == null) return null;
        int number = last.number() + 1;
        return why("Attempt " + number + " of " + Math.max(number, job.retries().policy().attempts()) + ", because attempt " + last.number() + " failed", last);
    }

    private static Why why(String title, Attempt failed) {
        return failed.failure() == null ? null : new Why(title, failed.failure().kind().title() + ": " + LogText.of(failed.failure().message()));
    }

    private Standing running() {
        Estimate rest = Estimate.remaining(job, past, now);
        var facts = new ArrayList<>(List.of(elapsed(), new Fact("Remaining", rest.text(), rest.small())));
        if (rest.at() != null) facts.add(new Fact("Expected end", Moment.time(rest.at()).text(), "you need not wait here"));
        else if (job.limits().hasHard()) facts.add(limit());
        if (job.worker().cpu() > 0) facts.add(used());
        if (sandbox != null) facts.add(new Fact("Sandbox", sandbox, null));
        return new Standing(news(), headline(), null, before(), facts, null, alive("Last sign of life", heard()), ENDS, List.of());
    }

    private Standing silent(Duration silence) {
        String silent = "silent for " + SAY.duration(Duration.ofSeconds(silence.toSeconds()));
        var facts = new ArrayList<>(List.of(elapsed(), new Fact("Remaining", "not known", "it has not been heard of")));
        if (job.limits().hasHard()) facts.add(limit());
        if (!look.watched()) return outOfSight(silent, facts);
        Instant seen = job.worker().seen();
        if (Badge.isStopped(job.worker())) return stopped(silent, facts, seen);
        String text = "The worker has reported nothing since " + Moment.time(heard()).text() + ". A living process is never ended for being silent"
                + (job.limits().hasHard() ? "; only its time limit does that, at " + Moment.time(limitAt()).text() + "." : ".");
        Evidence evidence = seen == null ? new Evidence("silent", "Whether its process is alive is being looked at.") : new Evidence("silent", alive("Seen alive", seen).text());
        return new Standing("S" + silent.substring(1), "Alive, but " + silent, text, before(), facts, null, evidence, ENDS,
                List.of("Wait. If it speaks again, this page shows it.", "Look at the log for what it did last.", "Cancel it, then run it again."));
    }

    /** Held by a signal: its silence is explained. */
    private Standing stopped(String silent, List<Fact> facts, Instant seen) {
        String text = "Somebody has stopped its process by a signal, and it does nothing until it is continued (kill -CONT " + job.worker().pid() + " on host " + job.worker().host() + "). "
                + "It is not ended for that" + (job.limits().hasHard() ? "; only its time limit does that, at " + Moment.time(limitAt()).text() + "." : ".");
        return new Standing("Stopped", "Stopped by a signal, " + silent, text, null, facts, null, new Evidence("silent", alive("Seen alive, but stopped,", seen).text()), ENDS,
                List.of("Ask who runs this server: a person or a program has stopped it.", "Cancel it, then run it again."));
    }

    /** On a host where no node is left that could look. */
    private Standing outOfSight(String silent, List<Fact> facts) {
        String host = job.worker().host();
        String text = "No Mayfly runs on host " + host + " at the moment, so whether its worker is alive cannot be seen from here. If it is, it goes on, and this page shows it as soon as it "
                + "speaks again; if it stays silent, it is given up in a while. Should it come back after that, it finds that it has no say any more, and ends.";
        return new Standing("S" + silent.substring(1), "Out of sight, and " + silent, text, null, facts, null, new Evidence("silent", alive("Last sign of life", heard()).text()),
                "It is cancelled at once. Its processes on host " + host + " end at its worker's next word, or when a Mayfly runs there again.", List.of("Wait.", "Cancel it, then run it again."));
    }

    private Instant heard() {
        return job.worker().heard() != null ? job.worker().heard() : job.times().started() != null ? job.times().started() : now;
    }

    private Evidence alive(String what, Instant at) {
        Worker w = job.worker();
        String who = w.pid() == 0 ? "" : ": worker " + w.pid() + " on host " + w.host() + (job.times().started() == null ? "" : " since " + Moment.time(job.times().started()).text());
        String told = look.watched() ? "." : ". It is known by its own word only: no Mayfly runs on that host at the moment to look at its process.";
        return new Evidence("pulse", what + " " + JobView.ago(at, now) + who + ", attempt " + job.attempt() + told);
    }

    private Evidence stored() {
        return new Evidence("pulse", "Your job is stored since " + Moment.time(job.times().created()).text() + ", and waits on disk, not in this page.");
    }

    private String news() {
        int percent = job.progress().percent();
        return percent < 0 ? "Running" : percent + "\u00a0%";
    }

    private String headline() {
        return job.progress().message().isEmpty() ? "At work" : SAY.name(job.progress().message());
    }

    private Fact waited() {
        return new Fact("Waited", SAY.duration(job.waited(now)), "since " + Moment.recent(job.times().created(), now).text());
    }

    private Fact elapsed() {
        Instant from = job.times().started();
        return new Fact("Elapsed", SAY.duration(job.ran(now)), from == null ? null : "since " + Moment.recent(from, now).text());
    }

    private Fact used() {
        return new Fact("Used", SAY.duration(Duration.ofMillis(job.worker().cpu())) + " of processor time", job.worker().peak() > 0 ? SAY.memory(job.worker().peak()) + " at its peak" : null);
    }

    private Fact limit() {
        Duration left = Duration.between(now, limitAt());
        return new Fact("Time limit", left.isNegative() ? "reached" : SAY.roughly(left) + " left", "of " + SAY.duration(job.limits().hard()));
    }

    private Instant limitAt() {
        Instant from = job.times().started() == null ? now : job.times().started();
        return from.plus(job.limits().hard());
    }
}
