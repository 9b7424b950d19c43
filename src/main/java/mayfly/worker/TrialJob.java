package mayfly.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mayfly.job.Progress;
import mayfly.job.RunFolder;

/** The job of a worker, which also remembers what was said and saved. */
final class TrialJob extends JobHandle {
    private final RunFolder folder;
    private final TrialStop stop;
    private final List<TrialResult.Report> reports = new ArrayList<>();
    private int saved;

    TrialJob(RunFolder folder, TrialStop stop) {
        super(folder);
        this.folder = folder;
        this.stop = stop;
    }

    /** The checkpoint of that number, kept beside the newest one. */
    static Path checkpoint(RunFolder folder, int number) {
        return folder.path().resolve("checkpoint." + number);
    }

    @Override
    public synchronized void progress(long current, long total, String message) {
        super.progress(current, total, message);
        Progress kept = progress();
        reports.add(new TrialResult.Report(kept.current(), kept.total(), kept.message()));
        if (reports.size() == stop.reports) stop.interrupt();
    }

    @Override
    public synchronized boolean checkpoint(Object value) {
        return kept(super.checkpoint(value));
    }

    @Override
    public synchronized boolean checkpointBytes(Saver state) {
        return kept(super.checkpointBytes(state));
    }

    private boolean kept(boolean durable) {
        if (!durable) return false;
        try {
            saved++;
            Files.createLink(checkpoint(folder, saved), folder.checkpoint());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (saved == stop.checkpoints) stop.interrupt();
        return true;
    }

    synchronized List<TrialResult.Report> reports() {
        return List.copyOf(reports);
    }

    synchronized int saved() {
        return saved;
    }
}
