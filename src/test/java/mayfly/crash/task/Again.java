package mayfly.crash.task;

import mayfly.worker.Computation;
import mayfly.worker.Job;
import mayfly.worker.TryAgainException;

/** Asks for another attempt at first, then succeeds. */
public final class Again implements Computation<Again.In, Again.Out> {
    public record In(int times, int answer) { }

    public record Out(int answer) { }

    @Override
    public Out run(In in, Job job) throws Exception {
        Thread.sleep(50);
        if (job.attempt() <= in.times()) throw new TryAgainException("planned: attempt " + job.attempt() + " is too early");
        return new Out(in.answer());
    }
}
