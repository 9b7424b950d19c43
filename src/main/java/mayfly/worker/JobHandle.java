package mayfly.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mayfly.job.Progress;
import mayfly.job.RunFolder;

/** The {@link Job} that a computation sees. Progress is only kept here; {@link Heartbeat} takes it to the store, a few times a second at most. */
final class JobHandle implements Job {
    private static final String NAME = "[0-9A-Za-z_-][0-9A-Za-z._-]{0,99}";
    private static final int MESSAGE = 200;
    private final RunFolder folder;
    private volatile Progress progress = Progress.NONE;
    private volatile boolean stopping;

    JobHandle(RunFolder folder) {
        this.folder = folder;
    }

    @Override
    public synchronized void progress(long current, long total, String message) {
        Progress last = progress;
        String words = message == null ? last.message() : message.substring(0, Math.min(MESSAGE, message.length()));
        progress = new Progress(Math.max(last.current(), current), total, words);
    }

    Progress progress() {
        return progress;
    }

    @Override
    public OutputFile output(String name, String mediaType) throws IOException {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("output name “" + name + "”: use 1 to 100 letters, digits, dots, dashes and underscores, no dot at the beginning");
        }
        Files.createDirectories(folder.outputs());
        return new OutputFile(folder.outputs().resolve(name), name, mediaType);
    }

    @Override
    public Path scratch() throws IOException {
        return Files.createDirectories(folder.scratch());
    }

    void stop() {
        stopping = true;
    }

    @Override
    public boolean stopping() {
        return stopping;
    }

    @Override
    public int attempt() {
        return folder.attempt();
    }
}
