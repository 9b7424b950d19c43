package mayfly.worker.samples;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mayfly.worker.Job;
import mayfly.worker.OutputFile;
import tools.jackson.databind.json.JsonMapper;

/** A job in this process: keeps every word of progress, and stops when it is told to. */
public class InMemoryJob implements Job {
    private final Path folder;
    private final List<String> words = new ArrayList<>();
    private long current;
    private long total;
    private byte[] state;
    private byte[] saved;
    private int saves;
    private int wordsUntilStop = Integer.MAX_VALUE;

    public InMemoryJob(Path folder) {
        this.folder = folder;
    }

    /** Asks the computation to stop after so many words of progress. */
    public InMemoryJob stopAfter(int words) {
        wordsUntilStop = words;
        return this;
    }

    @Override
    public synchronized void progress(long current, long total, String message) {
        if (current < this.current) throw new AssertionError("progress went back from " + this.current + " to " + current);
        this.current = current;
        this.total = total;
        words.add(message);
    }

    @Override
    public OutputFile output(String name, String mediaType) throws IOException {
        return new OutputFile(Files.createDirectories(folder.resolve("outputs")).resolve(name), name, mediaType);
    }

    @Override
    public Path scratch() throws IOException {
        return Files.createDirectories(folder.resolve("scratch"));
    }

    @Override
    public synchronized boolean stopping() {
        return words.size() >= wordsUntilStop;
    }

    @Override
    public int attempt() {
        return state == null ? 1 : 2;
    }

    @Override
    public boolean checkpoint(Object value) {
        return checkpointBytes(out -> out.write(JsonMapper.shared().writeValueAsBytes(value)));
    }

    @Override
    public boolean checkpointBytes(Saver state) {
        try {
            var out = new ByteArrayOutputStream();
            state.write(out);
            saved = out.toByteArray();
            saves++;
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public <T> Optional<T> resume(Class<T> type) {
        return resumeBytes(in -> JsonMapper.shared().readValue(in, type));
    }

    /** Unlike a real job's it lets faults through. */
    @Override
    public <T> Optional<T> resumeBytes(Reader<T> reader) {
        try {
            return state == null ? Optional.empty() : Optional.of(reader.read(new ByteArrayInputStream(state)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next attempt: goes on from the last checkpoint, if there is one, else from what this one began with. */
    public InMemoryJob next(Path folder) {
        var next = new InMemoryJob(folder);
        next.state = saved == null ? state : saved;
        return next;
    }

    /** The same attempt once more. */
    public InMemoryJob copy() {
        var copy = new InMemoryJob(folder);
        copy.state = state;
        copy.current = current;
        return copy;
    }

    /** Its progress begins where that of the attempt before ended. */
    public void mayNotFallBehind(long current) {
        this.current = current;
    }

    public boolean hasSaved() {
        return saved != null;
    }

    int saves() {
        return saves;
    }

    public synchronized List<String> words() {
        return List.copyOf(words);
    }

    public long current() {
        return current;
    }

    long total() {
        return total;
    }
}
