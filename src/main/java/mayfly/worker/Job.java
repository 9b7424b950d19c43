package mayfly.worker;

import java.io.IOException;
import java.nio.file.Path;

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
     * @throws IllegalArgumentException when the name is not of that form
     */
    OutputFile output(String name, String mediaType) throws IOException;

    /** An empty folder for files that are needed only while the computation runs. */
    Path scratch() throws IOException;

    /** True once the computation has been asked to stop (soft limit, dismissal): save what is worth saving, and return or throw. */
    boolean stopping();

    /** Number of this attempt, from 1. */
    int attempt();
}
