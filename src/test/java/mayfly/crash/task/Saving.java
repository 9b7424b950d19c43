package mayfly.crash.task;

import mayfly.worker.Computation;
import mayfly.worker.Job;

/** Saves after each step, and goes on from there: a step that is lost or done twice makes another result. */
public final class Saving implements Computation<Saving.In, Saving.Out> {
    private static final long MODULUS = 1_000_000_007;

    public record In(int steps, double pause) { }

    public record Out(long value) { }

    /** @param steps done; @param value so far */
    public record State(int steps, long value) { }

    @Override
    public Out run(In in, Job job) throws Exception {
        State now = job.resume(State.class).orElse(new State(0, 1));
        while (now.steps() < in.steps()) {
            Thread.sleep(Math.round(in.pause() * 1000));
            now = next(now);
            job.checkpoint(now);
            job.progress(now.steps(), in.steps(), null);
        }
        return new Out(now.value());
    }

    private static State next(State now) {
        return new State(now.steps() + 1, (now.value() * 31 + now.steps()) % MODULUS);
    }

    /** What comes of so many steps. */
    public static long value(int steps) {
        State now = new State(0, 1);
        while (now.steps() < steps) now = next(now);
        return now.value();
    }
}
