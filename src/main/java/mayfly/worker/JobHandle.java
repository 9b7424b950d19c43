package mayfly.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mayfly.job.Progress;
import mayfly.job.RunFolder;

/** The {@link Job} that a computation sees. Progress is only kept here; {@link Heartbeat} takes it to the store, a few times a second at most. */
class JobHandle implements Job {
    private static final String NAME = "[0-9A-Za-z_-][0-9A-Za-z._-]{0,99}";
    private static final int MESSAGE = 200;
    private final RunFolder folder;
    private volatile Progress progress = Progress.NONE;
    private volatile boolean stopping;
    private Checkpoints checkpoints;

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

    // What saves and reads is loaded when it is needed first: most jobs need neither.
    private synchronized Checkpoints checkpoints() {
        if (checkpoints == null) checkpoints = new Checkpoints(folder);
        return checkpoints;
    }

    /** It has succeeded: nobody will go on from here. */
    synchronized void forget() {
        if (checkpoints != null) checkpoints.forget();
    }

    @Override
    public boolean checkpoint(Object value) {
        return checkpoints().save(value);
    }

    @Override
    public boolean checkpointBytes(Saver state) {
        return checkpoints().save(state);
    }

    @Override
    public <T> Optional<T> resume(Class<T> type) {
        return mayResume() ? checkpoints().read(type) : Optional.empty();
    }

    @Override
    public <T> Optional<T> resumeBytes(Reader<T> state) {
        return mayResume() ? checkpoints().read(state) : Optional.empty();
    }

    private boolean mayResume() {
        return folder.attempt() > 1 && Files.exists(folder.resume());
    }
}
