package mayfly.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/** What a computation may ask of, and say to, the job that it carries out. Safe for use by several threads. */
public interface Job {

    /**
     * Says how far the work is. Cheap: call it as often as you like, only a few a second are stored.
     *
     * @param current units done so far; never goes back: a smaller number than before is ignored
     * @param total   units in all, 0 when not known
     * @param message what is being done, in words, at most 200 characters are kept; null keeps the last one
     */
    void progress(long current, long total, String message);

    /**
     * A file among the outputs, in the attempt's folder. Nobody sees it unless the computation returns it.
     *
     * @param name      file name for people: letters, digits, dot, dash and underscore, 1 to 100 characters, not beginning with a dot
     * @param mediaType such as {@code text/csv}
     * @return where to write it; nothing is there yet, unless the computation has asked for this name before
     * @throws IOException when the folder cannot be made
     * @throws IllegalArgumentException when the name is not of that form
     */
    OutputFile output(String name, String mediaType) throws IOException;

    /**
     * A folder for files that are needed only while the computation runs; empty when it is first asked for.
     *
     * @return the same at each call
     * @throws IOException when it cannot be made
     */
    Path scratch() throws IOException;

    /**
     * Whether the computation has been asked to stop (soft limit, dismissal): then save what is worth saving, and return or throw.
     *
     * @return once true, always true
     */
    boolean stopping();

    /**
     * The number of this attempt.
     *
     * @return from 1
     */
    int attempt();

    /**
     * Saves where the computation is, for the next attempt to go on from if this one does not come to its end: its worker or its machine dies, it reaches its soft limit, it is
     * asked to stop. When this returns true the value is on disk whatever dies next, and has taken the place of the checkpoint before; a checkpoint is whole or not at all.
     *
     * <p>How to make a computation resumable:
     * <ol>
     * <li>Begin with {@link #resume}, and go on from what it gives; without a checkpoint begin at the beginning.
     * <li>Save after a step that is done, by time and not by steps: every few seconds is plenty. Each checkpoint is written whole and costs a wait for the disk, some milliseconds.
     * <li>Save once more when {@link #stopping} is true or the thread has been interrupted, then throw {@code InterruptedException}. The grace time of the process description is for that. An
     * interrupt neither breaks a checkpoint under way nor gets lost by it; but it closes any channel, and what {@code Files.newInputStream} and {@code newOutputStream} give, that
     * the computation reads or writes just then: {@code FileInputStream} and {@code FileOutputStream} stay open.
     * <li>The state must be all that the rest of the work depends on, counters and random numbers included, so that the results are those of a run without a fault. What an
     * attempt wrote beside it (outputs, {@link #scratch}) is not there in the next one: write it anew, or put it into the state.
     * </ol>
     *
     * @param value record, map, list, text, number: becomes JSON, as outputs do. There is no limit to its size; it is streamed to disk
     * @return true when it is on disk; false when it could not be saved, the disk is full, say: the log says why, the checkpoint before it counts on, and so may the computation
     * @throws IllegalArgumentException when the value cannot be written as JSON: a mistake of the computation's author
     */
    boolean checkpoint(Object value);

    /**
     * The same for a state that is no JSON, or a large one: written as bytes.
     *
     * @param state writes it; an exception other than IOException goes through, and the checkpoint before counts on
     * @return as {@link #checkpoint} does
     */
    boolean checkpointBytes(Saver state);

    /**
     * The last checkpoint of the attempts before this one. Empty in a first attempt, when none was saved, and when it cannot be read: damaged, or saved by another version of the
     * computation whose state does not fit {@code type}. Then the log says so, and the attempt begins anew.
     *
     * @param <T>  of the state
     * @param type what was saved by {@link #checkpoint}; unknown parts and lacking numbers are faults, as they are in inputs
     * @return the state to go on from, or nothing
     */
    <T> Optional<T> resume(Class<T> type);

    /**
     * The same for what was saved by {@link #checkpointBytes}. Its bytes are known to be those that were saved before the reader sees the first.
     *
     * @param <T>   of the state
     * @param state reads it; an IOException or RuntimeException of its says that it cannot be read. Put a version in front, and change it whenever the bytes get another meaning
     * @return what the reader gave, or nothing
     */
    <T> Optional<T> resumeBytes(Reader<T> state);

    /** Writes a state. */
    interface Saver {
        /**
         * Writes it.
         *
         * @param out buffered; need not be closed
         * @throws IOException when it cannot be written: the checkpoint before counts on
         */
        void write(OutputStream out) throws IOException;
    }

    /**
     * Reads a state.
     *
     * @param <T> of the state
     */
    interface Reader<T> {
        /**
         * Reads it.
         *
         * @param in buffered; need not be read to its end
         * @return the state; null for none
         * @throws IOException when it cannot be read: the attempt begins anew
         */
        T read(InputStream in) throws IOException;
    }
}
