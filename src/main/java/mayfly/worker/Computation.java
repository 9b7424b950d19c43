package mayfly.worker;

/**
 * A computation in Java. One instance is made for one attempt, by its public no-argument constructor, in a process of its own;
 * it is listed in {@code META-INF/services/mayfly.worker.Computation} and named by {@code run.java} of a process description.
 *
 * <p>Whatever it writes to {@code System.out} and {@code System.err} is the job's log.
 *
 * @param <I> inputs: a record whose components are the description's input ids. A file arrives as {@link InputFile}, several
 *            values as a {@code List}, an optional one that was left out as null
 * @param <O> outputs: a record whose components are the description's output ids. An {@link OutputFile} from
 *            {@link Job#output} stands for a file; everything else is written as JSON
 */
public interface Computation<I, O> {

    /**
     * Does the work. Called once, on the main thread of the process.
     *
     * @param inputs as bound from what was submitted; never null
     * @param job    to report to and to ask
     * @return the outputs; null, or a component that is null, for outputs that there are none of
     * @throws InputException when the inputs are at fault: shown to the person as it is, and never tried again
     * @throws InterruptedException when it was interrupted by the soft time limit or a dismissal and has nothing to return
     * @throws TryAgainException when another attempt may fare better, whatever the process tries again otherwise
     * @throws NeverAgainException when no other attempt can
     * @throws Exception anything else fails the attempt with kind COMPUTATION, its name and message shown to the person
     */
    O run(I inputs, Job job) throws Exception;
}
