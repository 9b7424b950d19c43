package mayfly.job;

import java.time.Duration;
import java.time.Instant;

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
 * @param failure   null unless FAILED (or RETRYING: of the last attempt)
 * @param ending    proof that nothing is left, and how many processes were ended; null before it is complete, and after a normal end that left nothing behind
 * @param result    small results as a JSON object, {output id: {...}}; null before SUCCESSFUL
 */
public record JobRecord(String id, String process, String version, String label, JobState state, int attempt, Owner owner, String inputs,
                        Limits limits, Times times, Progress progress, Worker worker, Failure failure, Ending ending, String result) {

    /**
     * @param created   stored, before it was answered
     * @param launched  taken by a dispatcher; null before
     * @param started   claimed by its worker; null before
     * @param finished  reached a final state; null before
     * @param updated   last change of state or progress
     * @param keptUntil when the record and its files are deleted; null while not final
     */
    public record Times(Instant created, Instant launched, Instant started, Instant finished, Instant updated, Instant keptUntil) { }

    /** Everything of this reading that may differ from another reading of the same job, as a text for comparisons. */
    public String reading() {
        return id + " " + state + " " + attempt + " " + times + progress + worker + failure + ending + (result == null);
    }

    /** Time in the queue so far or in all: from creation to the launch, the end, or now. */
    public Duration waited(Instant now) {
        Instant until = times.launched() != null ? times.launched() : times.finished() != null ? times.finished() : now;
        return positive(Duration.between(times.created(), until));
    }

    /** Time at work so far or in all; zero when no worker has claimed it. */
    public Duration ran(Instant now) {
        if (times.started() == null) return Duration.ZERO;
        return positive(Duration.between(times.started(), times.finished() == null ? now : times.finished()));
    }

    private static Duration positive(Duration d) {
        return d.isNegative() ? Duration.ZERO : d;
    }
}
