package mayfly.queue;

import java.util.ArrayList;
import java.util.List;
import mayfly.job.JobRecord;

/**
 * A step of running failed jobs again, of at most {@link LetterQuery#MOST} of them: it ends in seconds, however many there are.
 *
 * @param done    run again now
 * @param left    not run again, each with the reason
 * @param stopped why the step ended early; null = it did not
 * @param rest    how many are still to be looked at
 * @param next    what the next step is to look at; null when the step was about given ids
 */
public record AgainStep(List<RanAgain> done, List<RanAgain> left, String stopped, long rest, LetterQuery next) {
    /** Runs these again, the first {@link LetterQuery#MOST} of them. */
    public static AgainStep of(JobService jobs, List<String> ids) {
        AgainStep step = run(jobs, ids.stream().distinct().limit(LetterQuery.MOST).toList());
        return new AgainStep(step.done, step.left, step.stopped, ids.stream().distinct().count() - step.done.size() - step.left.size(), null);
    }

    /**
     * Runs those again that a question asks for. What the step leaves is passed over by the next one, and so is what comes while the steps go on: a job that fails once more is
     * not run for ever.
     */
    public static AgainStep of(JobService jobs, LetterQuery query) {
        LetterPage page = jobs.letters(query.at(query.offset(), LetterQuery.MOST, query.until()));
        AgainStep step = run(jobs, page.jobs().stream().map(JobRecord::id).toList());
        long stay = step.left.stream().filter(RanAgain::stays).count();
        long rest = Math.max(0, page.total() - query.offset() - step.done.size() - step.left.size());
        return new AgainStep(step.done, step.left, step.stopped, rest, query.at(query.offset() + stay, LetterQuery.MOST, page.until()));
    }

    private static AgainStep run(JobService jobs, List<String> ids) {
        var done = new ArrayList<RanAgain>();
        var left = new ArrayList<RanAgain>();
        for (String id : ids) {
            RanAgain one = jobs.runAgain(id);
            if (one.full()) return new AgainStep(done, left, one.why(), 0, null);
            (one.why() == null ? done : left).add(one);
        }
        return new AgainStep(done, left, null, 0, null);
    }
}
