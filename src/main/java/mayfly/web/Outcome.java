package mayfly.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mayfly.job.Ending;
import mayfly.job.Failure;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.queue.ProblemType;

/**
 * What went wrong with a job, in words: what happened, the evidence, and what to do next.
 *
 * @param title    what happened, with the measure
 * @param text     what is safe
 * @param hints    what to do
 * @param evidence small facts
 * @param more     path of the page that explains it
 * @param used     share of the memory allowed that was used, 0 to 1; negative when not known
 */
record Outcome(String title, String text, List<String> hints, List<Evidence> evidence, String more, double used) {
    /** A small fact. */
    record Evidence(String name, String value) { }

    /**
     * @param unit    what its progress counts; may be empty
     * @param sandbox in what its program ran; null for none
     */
    static Outcome of(JobRecord job, String unit, String sandbox) {
        Failure failure = job.failure() == null ? new Failure(FailureKind.LOST, "Nothing more is known.") : job.failure();
        boolean memory = failure.kind() == FailureKind.MEMORY && job.worker() != null && job.worker().peak() > 0;
        long allowed = job.limits().tree() > 0 ? job.limits().tree() : job.limits().memory();
        double used = memory && allowed > 0 ? Math.min(1, (double) job.worker().peak() / allowed) : -1;
        return new Outcome(failure.kind().title(), LogText.of(failure.message()), hints(failure), evidence(job, failure, unit, sandbox), ProblemType.of(failure.kind()).path(), used);
    }

    /** "4 processes ended, 0 left". */
    static String ended(Ending e) {
        return new Words().count(e.ended(), "process", "processes") + " ended, " + e.left() + " left";
    }

    private static List<Evidence> evidence(JobRecord job, Failure failure, String unit, String sandbox) {
        var say = new Words();
        var facts = new ArrayList<Evidence>();
        facts.add(new Evidence("Kind", failure.kind().name()));
        String exit = exit(failure);
        if (exit != null) facts.add(new Evidence("Exit", exit));
        if (job.worker() != null && job.worker().peak() > 0) {
            facts.add(new Evidence("Peak memory", say.memory(job.worker().peak()) + " in all; " + say.memory(job.limits().memory()) + " allowed for the computation"
                    + (job.limits().tree() > 0 ? ", " + say.memory(job.limits().tree()) + " for all its processes" : "")));
        }
        if (job.worker() != null && job.worker().cpu() > 0) facts.add(new Evidence("Processor time", say.duration(Duration.ofMillis(job.worker().cpu()))));
        if (job.progress().total() > 0) facts.add(new Evidence("Reached", job.progress().percent() + "\u00a0%, " + say.progress(job.progress(), unit)));
        if (job.ending() != null) facts.add(new Evidence("Processes", ended(job.ending())));
        if (sandbox != null) facts.add(new Evidence("Sandbox", sandbox));
        String worker = worker(job);
        if (worker != null) facts.add(new Evidence("Worker", worker));
        return facts;
    }

    /** "code 3", "code 137, that is signal 9 (KILL, ended by force)"; null where neither is known. */
    static String exit(Failure f) {
        if (f.signal() != null) return (f.exitCode() == null ? "" : "code " + f.exitCode() + ", that is ") + "signal " + f.signal() + name(f.signal());
        return f.exitCode() == null ? null : "code " + f.exitCode();
    }

    private static String name(int signal) {
        return switch (signal) {
            case 1 -> " (HUP, its session ended)";
            case 2 -> " (INT, interrupted)";
            case 6 -> " (ABRT, it ended itself)";
            case 9 -> " (KILL, ended by force)";
            case 11 -> " (SEGV, a fault in a program)";
            case 15 -> " (TERM, asked to stop)";
            default -> "";
        };
    }

    private static String worker(JobRecord job) {
        if (job.worker() == null || job.worker().pid() == 0) return null;
        Instant from = job.times().started();
        Instant to = job.times().finished();
        String time = from == null || to == null ? "" : ", " + Moment.time(from).text() + " to " + Moment.time(to).text();
        return job.worker().pid() + " on host " + job.worker().host() + time + ", attempt " + job.attempt();
    }

    private static List<String> hints(Failure f) {
        if (f.kind() == FailureKind.COMPUTATION && f.exitCode() != null && f.exitCode() == 50) return List.of("The computation says that trying again is of no use with these inputs.");
        return ProblemType.of(f.kind()).next();
    }

    /** "It had run for 1 min 58 s and reached 45 %." or that it had not begun. */
    static String reached(JobRecord job) {
        if (job.times().started() == null) return "It had not begun.";
        Duration ran = job.ran(job.times().finished() == null ? job.times().updated() : job.times().finished());
        int percent = job.progress().percent();
        return "It had run for " + new Words().duration(ran) + (percent < 0 ? "." : " and reached " + percent + "\u00a0%.");
    }
}
