package mayfly.worker.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mayfly.worker.Job;
import mayfly.worker.OutputFile;

/** A job in this process: keeps every word of progress, and stops when it is told to. */
public final class InMemoryJob implements Job {
    private final Path folder;
    private final List<String> words = new ArrayList<>();
    private long current;
    private long total;
    private int wordsUntilStop = Integer.MAX_VALUE;

    public InMemoryJob(Path folder) {
        this.folder = folder;
    }

    /** Asks the computation to stop after so many words of progress. */
    InMemoryJob stopAfter(int words) {
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
        return 1;
    }

    synchronized List<String> words() {
        return List.copyOf(words);
    }

    long current() {
        return current;
    }

    long total() {
        return total;
    }
}
