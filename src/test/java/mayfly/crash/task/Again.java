package mayfly.crash.task;

import mayfly.worker.Computation;
import mayfly.worker.Job;

/** Asks for another attempt at first, by exit code, then succeeds. */
public final class Again implements Computation<Again.In, Again.Out> {
    public record In(int times, int answer) { }

    public record Out(int answer) { }

    @Override
    public Out run(In in, Job job) throws Exception {
        Thread.sleep(50);
        if (job.attempt() <= in.times()) System.exit(20);
        return new Out(in.answer());
    }
}
