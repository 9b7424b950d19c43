package mayfly.job;

import java.io.IOException;

/**
 * The named steps of a job's walk, at each of which a test may let a process die, freeze, dawdle or fail. Off unless the environment variable {@value #VARIABLE} names a
 * folder; then whoever comes by a step takes the file of that name from the folder, where there is one, and does what it says (see {@link PlantedFault}). Off it costs the
 * reading of one constant.
 */
public enum Failpoint {
    /** A submission has been checked; none of its files lies in the job's folder. */
    FILES_BEFORE,
    /** Its files lie in the job's folder; the store knows nothing of it. */
    FILES_LAID,
    /** The record stands; whoever sent the job has not been told. */
    CREATED,
    /** Everything is done but to answer: the uploads are gone too. */
    ANSWERING,
    /** A dispatcher is about to take a job. */
    TAKING,
    /** A job is LAUNCHING; nothing of its attempt lies on disk. */
    TAKEN,
    /** The attempt's folder is laid; no process has been started. */
    LAUNCHING,
    /** The worker's process has been started; it may not have claimed. */
    LAUNCHED,
    /** The worker is about to claim its attempt. */
    CLAIMING,
    /** The job is RUNNING; the computation has not begun. */
    CLAIMED,
    /** The worker is about to give a sign of life. */
    BEATING,
    /** The computation hands over a checkpoint, of which nothing is on disk. */
    CHECKPOINT_BEFORE,
    /** The checkpoint is on disk. */
    CHECKPOINT_KEPT,
    /** The computation is over; its outcome stands nowhere. */
    OUTCOME_BEFORE,
    /** The outcome is in {@code result.json}; the store has not been told. */
    RESULT_WRITTEN,
    /** The store is about to be told. */
    TELLING,
    /** The store has been told; the worker still lives. */
    TOLD,
    /** A node has found an attempt without a worker and is about to say what became of it. */
    SETTLING,
    /** It has said so. */
    SETTLED,
    /** A job that was to be tried again is about to be queued. */
    RETRY_BEFORE,
    /** It is queued. */
    RETRY_QUEUED,
    /** Nothing is left of an attempt that has ended; the list of endings still has it. */
    BURYING,
    /** The list of endings does not have it any more. */
    BURIED,
    /** A cancellation is about to reach the record. */
    DISMISSING,
    /** The job is DISMISSED; its processes may still be there. */
    DISMISSED,
    /** A finished job is about to be removed. */
    REMOVING,
    /** Its record is gone; its files are there. */
    RECORD_REMOVED,
    /** Its files are gone too. */
    FILES_REMOVED;

    /** Name of the environment variable that names the folder of planted faults; handed on to workers. */
    public static final String VARIABLE = "MAYFLY_FAILPOINTS";
    private static final String FOLDER = System.getenv(VARIABLE);

    /**
     * To be called at the step, where it may fail.
     *
     * @throws IOException when that was planted
     */
    public void reach() throws IOException {
        if (FOLDER != null) PlantedFault.meet(FOLDER, name());
    }

    /** To be called at the step, where nothing can fail any more: a planted failure is passed over. */
    public void pass() {
        try {
            reach();
        } catch (IOException e) {
            // It has been taken all the same, so that the next step of this name goes well.
        }
    }
}
