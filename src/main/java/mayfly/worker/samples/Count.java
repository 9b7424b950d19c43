package mayfly.worker.samples;

import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import mayfly.worker.Computation;
import mayfly.worker.InputException;
import mayfly.worker.Job;

/** Counts from start to end: the smallest computation that shows progress, can be stopped while it waits, and goes on where an earlier attempt was. */
public final class Count implements Computation<Count.Inputs, Count.Outputs> {
    static final long MOST_STEPS = 1_000_000;
    /** Nanoseconds. A count without pauses ends before. */
    private static final long BETWEEN_CHECKPOINTS = 1_000_000_000;

    /**
     * @param start     first number
     * @param end       last number, if the increment meets it
     * @param increment added at each step; negative to count down, never 0
     * @param pause     seconds to wait at each step, at least 0
     */
    public record Inputs(long start, long end, long increment, double pause) { }

    /** @param numbers what was counted, in order */
    public record Outputs(List<Long> numbers) { }

    /** @param steps done, pauses included */
    record Done(long steps) { }

    @Override
    public Outputs run(Inputs in, Job job) throws InputException, InterruptedException {
        long steps = steps(in);
        Duration pause = pause(in.pause());
        long done = done(job, steps);
        long saved = System.nanoTime();
        try {
            for (; done < steps; done++) {
                if (job.stopping() || Thread.interrupted()) throw new InterruptedException("stopped at step " + (done + 1) + " of " + steps);
                job.progress(done + 1, steps, "Counting: " + (in.start() + done * in.increment()));
                if (pause.isZero()) continue;
                if (System.nanoTime() - saved > BETWEEN_CHECKPOINTS) {
                    job.checkpoint(new Done(done));
                    saved = System.nanoTime();
                }
                Thread.sleep(pause.toMillis(), pause.toNanosPart() % 1_000_000);
            }
        } catch (InterruptedException e) {
            job.checkpoint(new Done(done));
            throw e;
        }
        return new Outputs(new Progression(in.start(), in.increment(), (int) steps));
    }

    /** Steps that an earlier attempt has done. */
    private static long done(Job job, long steps) {
        // A first attempt finds none; not to ask spares it a class.
        if (job.attempt() == 1) return 0;
        Optional<Done> done = job.resume(Done.class);
        return done.isPresent() ? Math.max(0, Math.min(steps, done.get().steps())) : 0;
    }

    private static long steps(Inputs in) throws InputException {
        if (in.increment() == 0) throw new InputException("Increment is 0, so the count never ends. Write another whole number.");
        if (in.end() != in.start() && in.end() > in.start() != in.increment() > 0) {
            throw new InputException("Counting from %d by %d never reaches %d. Change the sign of the increment."
                    .formatted(in.start(), in.increment(), in.end()));
        }
        // Unsigned: the distance between two longs may not fit a long.
        long distance = in.increment() > 0 ? in.end() - in.start() : in.start() - in.end();
        long stride = in.increment() > 0 ? in.increment() : -in.increment();
        long further = Long.divideUnsigned(distance, stride);
        if (Long.compareUnsigned(further, MOST_STEPS) >= 0) {
            throw new InputException("From %d to %d by %d takes more than %,d steps. Choose a larger increment or a nearer end."
                    .formatted(in.start(), in.end(), in.increment(), MOST_STEPS));
        }
        return further + 1;
    }

    private static Duration pause(double seconds) throws InputException {
        if (!(seconds >= 0 && seconds <= 3600)) {
            throw new InputException("Pause is %s s. Write a number of seconds from 0 to 3600.".formatted(seconds));
        }
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    /** The numbers, computed when asked for: a million of them take no memory. */
    private static final class Progression extends AbstractList<Long> implements RandomAccess {
        private final long start;
        private final long increment;
        private final int size;

        Progression(long start, long increment, int size) {
            this.start = start;
            this.increment = increment;
            this.size = size;
        }

        @Override
        public Long get(int index) {
            if (index < 0 || index >= size) throw new IndexOutOfBoundsException(index);
            return start + index * increment;
        }

        @Override
        public int size() {
            return size;
        }
    }
}
