package mayfly.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import mayfly.job.RunFolder;

/**
 * Runs a computation once, in this JVM and on this thread, for its author's tests: without a server, a store or a process, but by the worker's own code. Inputs go through JSON into the record that the
 * computation asks for, and its result into files, as they do in a worker; what a worker would refuse is refused here.
 *
 * <pre>{@code
 * TrialResult<Primes.Out> result = Trial.of(new Primes()).input("limit", 10).run();
 * assertEquals(List.of(2, 3, 5, 7), result.value().primes());
 *
 * TrialResult<Primes.Out> half = Trial.of(new Primes()).input("limit", 10).interruptAfterProgress(4).run();
 * assertEquals(result.value(), Trial.of(new Primes()).resumeFrom(half).run().value());
 * }</pre>
 *
 * <p>What the description adds is not here: inputs are not checked against its schema, nor are its defaults filled in. While it runs, {@code System.out} and {@code System.err} of this JVM are the job's
 * log; trials on other threads wait until it has ended. A trial is used once, by one thread.
 *
 * @param <O> outputs of the computation
 */
public final class Trial<O> {
    /** No job has this id: ids are drawn from 62^22. */
    private static final String JOB = "0".repeat(22);
    private final Supplier<Computation<Object, Object>> computation;
    private final Map<String, Object> inputs = new LinkedHashMap<>();
    private final TrialStop stop = new TrialStop();
    private Path home;
    private TrialResult<?> earlier;
    private int checkpoint;

    private Trial(Supplier<Computation<Object, Object>> computation) {
        this.computation = computation;
    }

    /**
     * A trial of this very object.
     *
     * @param <O>         its outputs
     * @param computation one that has not run yet
     * @return to be told the inputs
     */
    @SuppressWarnings("unchecked")
    public static <O> Trial<O> of(Computation<?, O> computation) {
        return new Trial<>(() -> (Computation<Object, Object>) computation);
    }

    /**
     * A trial of an object that is made as a worker makes it: which proves that it can.
     *
     * @param <O>  its outputs
     * @param type public, with a public constructor without arguments; or listed in {@code META-INF/services/mayfly.worker.Computation}, else {@link #run} throws {@code IllegalStateException}
     * @return to be told the inputs
     */
    public static <O> Trial<O> of(Class<? extends Computation<?, O>> type) {
        return new Trial<>(() -> Computations.find(type.getName()));
    }

    /**
     * Gives one input.
     *
     * @param id    as in the process description
     * @param value text, whole number, number, truth value; a {@code Path} for an uploaded file, which is copied; a list of these for several values. An optional input that was left out is not given at all
     * @return this
     */
    public Trial<O> input(String id, Object value) {
        inputs.put(id, value);
        return this;
    }

    /**
     * Gives an uploaded file.
     *
     * @param id        of the input
     * @param name      file name that the client gave
     * @param mediaType that the client gave, such as {@code text/csv}
     * @param content   its bytes
     * @return this
     */
    public Trial<O> file(String id, String name, String mediaType, byte[] content) {
        inputs.put(id, new TrialInputs.Upload(name, mediaType, content.clone()));
        return this;
    }

    /**
     * Where the attempt's folder is to be; without it, in a temporary folder that is deleted when this JVM ends.
     *
     * @param folder that exists, such as JUnit's {@code @TempDir}
     * @return this
     */
    public Trial<O> in(Path folder) {
        home = folder;
        return this;
    }

    /**
     * Asks the computation to stop, as a soft limit or a dismissal does, when it has said its progress so often: {@link Job#stopping} becomes true, and its thread is interrupted.
     *
     * @param reports from 1
     * @return this
     * @throws IllegalArgumentException below 1
     */
    public Trial<O> interruptAfterProgress(int reports) {
        stop.reports = positive(reports);
        return this;
    }

    /**
     * The same when it has saved so many checkpoints. To try what happens to a computation that is killed there, without a chance to save once more, use {@link #resumeFrom(TrialResult, int)}.
     *
     * @param saved from 1
     * @return this
     * @throws IllegalArgumentException below 1
     */
    public Trial<O> interruptAfterCheckpoint(int saved) {
        stop.checkpoints = positive(saved);
        return this;
    }

    /**
     * The same when it has run for so long.
     *
     * @param limit above zero
     * @return this
     * @throws IllegalArgumentException when it is not
     */
    public Trial<O> softLimit(Duration limit) {
        if (limit.isNegative() || limit.isZero()) throw new IllegalArgumentException("soft limit " + limit + ": give one above zero");
        stop.limit = limit;
        return this;
    }

    private static int positive(int n) {
        if (n < 1) throw new IllegalArgumentException(n + ": give 1 or more");
        return n;
    }

    /**
     * Makes this the attempt after another one: with its inputs, as the attempts of one job have, and with its last checkpoint, or where it saved none with the one that it began from itself.
     *
     * @param attempt the one before
     * @return this
     */
    public Trial<O> resumeFrom(TrialResult<?> attempt) {
        earlier = attempt;
        checkpoint = 0;
        return this;
    }

    /**
     * The same with an earlier checkpoint, as if the worker had been killed before it saved another.
     *
     * @param attempt the one before
     * @param saved   number of the checkpoint, from 1 to {@link TrialResult#checkpoints}
     * @return this
     * @throws IllegalArgumentException when there is none of that number
     */
    public Trial<O> resumeFrom(TrialResult<?> attempt, int saved) {
        if (saved < 1 || saved > attempt.checkpoints()) throw new IllegalArgumentException("checkpoint " + saved + ": it saved " + attempt.checkpoints());
        earlier = attempt;
        checkpoint = saved;
        return this;
    }

    /**
     * Runs it.
     *
     * @return what it returned, or how far it came when it was asked to stop and did so by an exception
     * @throws InputException when the inputs do not fit the record, or the computation finds them at fault
     * @throws Exception      whatever else the computation throws without having been asked to stop; or that its outputs could not be written
     */
    public TrialResult<O> run() throws Exception {
        synchronized (Trial.class) {
            RunFolder folder = lay();
            var job = new TrialJob(folder, stop);
            try (var log = new TrialLog(folder)) {
                return run(folder, job, new ComputationRunner(folder, job), computation.get());
            }
        }
    }

    private TrialResult<O> run(RunFolder folder, TrialJob job, ComputationRunner runner, Computation<Object, Object> computation) throws Exception {
        Object value = null;
        Exception stopped = null;
        stop.begin(job);
        try {
            value = runner.result(computation);
        } catch (InputException e) {
            throw e;
        } catch (Exception e) {
            if (!job.stopping()) throw e;
            stopped = e;
        } finally {
            stop.end();
        }
        String outputs = stopped == null ? runner.outputs(value) : "[]";
        return new TrialResult<>(folder, value, stopped, job.reports(), job.saved(), outputs);
    }

    private RunFolder lay() throws IOException {
        Path place = home == null ? TrialFolders.fresh() : Files.createTempDirectory(home, "trial-");
        var folder = new RunFolder(place.toRealPath(), JOB, earlier == null ? 1 : earlier.attempt() + 1);
        Files.createDirectories(folder.inputs());
        if (earlier != null) earlier.handOver(folder, checkpoint);
        if (earlier == null || !inputs.isEmpty()) TrialInputs.write(folder, inputs);
        return folder;
    }
}
