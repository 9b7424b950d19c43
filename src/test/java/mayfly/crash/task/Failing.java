package mayfly.crash.task;

import mayfly.worker.Computation;
import mayfly.worker.InputException;
import mayfly.worker.Job;

/** Fails as it is told to. */
public final class Failing implements Computation<Failing.In, Failing.Out> {
    public record In(String how) { }

    public record Out(int never) { }

    @Override
    public Out run(In in, Job job) throws Exception {
        Thread.sleep(50);
        if (in.how().equals("input")) throw new InputException("planned: the inputs are at fault");
        throw new IllegalStateException("planned: the computation is at fault");
    }
}
