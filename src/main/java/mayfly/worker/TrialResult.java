package mayfly.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import mayfly.job.RunFolder;

/**
 * How a {@link Trial} ended.
 *
 * @param <O> outputs of the computation
 */
public final class TrialResult<O> {
    /**
     * One word of progress.
     *
     * @param current units done, at least 0
     * @param total   units in all; 0 when not known
     * @param message what was being done; may be empty
     */
    public record Report(long current, long total, String message) { }

    private final RunFolder folder;
    private final Object value;
    private final Exception stopped;
    private final List<Report> progress;
    private final int checkpoints;
    private final Map<String, Path> outputs;

    TrialResult(RunFolder folder, Object value, Exception stopped, List<Report> progress, int checkpoints, String outputs) {
        this.folder = folder;
        this.value = value;
        this.stopped = stopped;
        this.progress = progress;
        this.checkpoints = checkpoints;
        this.outputs = files(folder, outputs);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Path> files(RunFolder folder, String outputs) {
        var out = new LinkedHashMap<String, Path>();
        for (Map<String, Object> one : (List<Map<String, Object>>) Binding.mapper(folder.inputs()).readValue(outputs, List.class)) {
            out.put((String) one.get("id"), folder.outputs().resolve((String) one.get("name")));
        }
        return out;
    }

    /**
     * What the computation returned.
     *
     * @return null when it returned null
     * @throws IllegalStateException when it was asked to stop and did so by an exception, which is the cause
     */
    @SuppressWarnings("unchecked")
    public O value() {
        if (stopped != null) throw new IllegalStateException("it was asked to stop, and returned nothing: " + stopped, stopped);
        return (O) value;
    }

    /**
     * Whether it was asked to stop and did so by an exception.
     *
     * @return false when it returned a result, in spite of having been asked, or before
     */
    public boolean isStopped() {
        return stopped != null;
    }

    /**
     * All that it said of its progress, as it would be kept: never going back, and with messages of at most 200 characters.
     *
     * @return in order
     */
    public List<Report> progress() {
        return progress;
    }

    /**
     * How many checkpoints it saved.
     *
     * @return at least 0
     */
    public int checkpoints() {
        return checkpoints;
    }

    /**
     * Where an output lies: a file as it was written, any other value as JSON.
     *
     * @param id of the output
     * @return an existing file
     * @throws NoSuchElementException when there is none of that id
     */
    public Path output(String id) {
        if (!outputs.containsKey(id)) throw new NoSuchElementException("no output " + id + " among " + outputs.keySet());
        return outputs.get(id);
    }

    /**
     * The ids of all outputs; those that were null are not among them.
     *
     * @return in order
     */
    public List<String> outputs() {
        return List.copyOf(outputs.keySet());
    }

    /**
     * What it printed on {@code System.out}.
     *
     * @return the whole text
     * @throws IOException when it cannot be read
     */
    public String stdout() throws IOException {
        return Files.readString(folder.stdout(), StandardCharsets.UTF_8);
    }

    /**
     * What it printed on {@code System.err}; what Mayfly has to say about its checkpoints is among it.
     *
     * @return the whole text
     * @throws IOException when it cannot be read
     */
    public String stderr() throws IOException {
        return Files.readString(folder.stderr(), StandardCharsets.UTF_8);
    }

    /**
     * The number of the attempt.
     *
     * @return 1, or more for one that resumed
     */
    public int attempt() {
        return folder.attempt();
    }

    /**
     * The attempt's folder.
     *
     * @return with its inputs, outputs, logs and checkpoints
     */
    public Path folder() {
        return folder.path();
    }

    /** Lays for the next attempt what the launcher would. */
    void handOver(RunFolder next, int number) throws IOException {
        Files.copy(folder.values(), next.values());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.inputs())) {
            for (Path file : files) Files.copy(file, next.inputs().resolve(file.getFileName()));
        }
        Path checkpoint = number > 0 ? TrialJob.checkpoint(folder, number) : checkpoints > 0 ? folder.checkpoint() : folder.resume();
        if (Files.exists(checkpoint)) Files.copy(checkpoint, next.resume());
    }
}
