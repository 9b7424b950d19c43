package mayfly.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One job as its record in the store has it. The record is the only truth; this is one reading of it.
 *
 * @param id        see {@link JobId}
 * @param process   id of the process description
 * @param version   version of that description when the job was created
 * @param label     what tells this job from others of its process ("penguins.csv"); may be empty
 * @param state     see {@link JobState}
 * @param attempt   number of the current or last attempt; 0 before the first
 * @param owner     who submitted
 * @param inputs    inputs as a JSON object, defaults filled in
 * @param limits    what an attempt may use
 * @param times     when what happened
 * @param progress  last progress reported
 * @param worker    where it runs or ran
 * @param failure   of the current or last attempt: null while it has not failed. A job that waits for another attempt still has it
 * @param ending    proof that nothing is left, and how many processes were ended; null before it is complete, and after a normal end that left nothing behind
 * @param result    small results as a JSON object, {output id: {...}}; null before SUCCESSFUL
 * @param retries   the attempts before, and when the next one follows
 * @param kin       jobs that it runs again, or that run it again
 * @param asked     how its submitter wants to be answered
 * @param mark      of the description that it was submitted to; empty where an earlier version made it
 * @param notices   what became of letters to its subscriber, for each address given; empty where there is none
 */
public record JobRecord(String id, String process, String version, String label, JobState state, int attempt, Owner owner, String inputs,
                        Limits limits, Times times, Progress progress, Worker worker, Failure failure, Ending ending, String result, Retries retries, Kin kin, Asked asked, String mark, List<Notice> notices) {
    /** One of which nobody has been told yet. */
    public JobRecord(String id, String process, String version, String label, JobState state, int attempt, Owner owner, String inputs,
                     Limits limits, Times times, Progress progress, Worker worker, Failure failure, Ending ending, String result, Retries retries, Kin kin, Asked asked, String mark) {
        this(id, process, version, label, state, attempt, owner, inputs, limits, times, progress, worker, failure, ending, result, retries, kin, asked, mark, List.of());
    }

    /** One without kin, by a form. */
    public JobRecord(String id, String process, String version, String label, JobState state, int attempt, Owner owner, String inputs,
                     Limits limits, Times times, Progress progress, Worker worker, Failure failure, Ending ending, String result, Retries retries) {
        this(id, process, version, label, state, attempt, owner, inputs, limits, times, progress, worker, failure, ending, result, retries, Kin.NONE, Asked.NOTHING, "");
    }

    /**
     * @param created   stored, before it was answered
     * @param launched  taken by a dispatcher; null before
     * @param started   claimed by its worker; null before
     * @param over      the last attempt left its slot and another one follows; null before, and again once that one is launched
     * @param finished  reached a final state; null before
     * @param updated   last change of state or progress
     * @param keptUntil when the record and its files are deleted; null while not final
     */
    public record Times(Instant created, Instant launched, Instant started, Instant over, Instant finished, Instant updated, Instant keptUntil) { }

    /** Everything of this reading that may differ from another reading of the same job, as a text for comparisons. */
    public String reading() {
        return id + " " + state + " " + attempt + " " + times + progress + worker + failure + ending + retries.crashes() + retries.next() + (result == null) + (notices.isEmpty() ? "" : notices);
    }

    /** The current or last attempt; null before the first. */
    public Attempt current() {
        if (attempt == 0) return null;
        Instant ended = times.over() != null ? times.over() : times.finished();
        return new Attempt(attempt, times.launched(), times.started(), ended, worker.host(), worker.pid(), failure, worker.peak(), worker.cpu(), ending);
    }

    /** All attempts so far, oldest first. */
    public List<Attempt> attempts() {
        var out = new ArrayList<>(retries.past());
        if (attempt > 0) out.add(current());
        return out;
    }

    /** Time in the queue so far or in all: from creation to the launch, the end, or now. */
    public Duration waited(Instant now) {
        Instant until = times.launched() != null ? times.launched() : times.finished() != null ? times.finished() : now;
        return positive(Duration.between(times.created(), until));
    }

    /** Time at work so far or in all; zero when no worker has claimed it. */
    public Duration ran(Instant now) {
        if (times.started() == null) return Duration.ZERO;
        Instant until = times.over() != null ? times.over() : times.finished() != null ? times.finished() : now;
        return positive(Duration.between(times.started(), until));
    }

    private static Duration positive(Duration d) {
        return d.isNegative() ? Duration.ZERO : d;
    }
}
