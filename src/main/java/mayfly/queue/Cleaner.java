package mayfly.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mayfly.job.Failpoint;
import mayfly.job.RunFolder;
import mayfly.launch.Trees;

/**
 * Deletes what has had its time: expired jobs (record first, then files: a crash in between leaves a folder without a record, which the {@link Sweeper} finds), uploads
 * that no job wanted, folders that no job has.
 */
final class Cleaner implements AutoCloseable {
    /** How long it is remembered what a deleted job was. */
    static final Duration NOTE = Duration.ofDays(30);
    /** Jobs removed in one word to the store. */
    private static final int BATCH = 100;
    /** Batches in a round: it ends in seconds whatever has piled up, and the next one goes on. */
    private static final int BATCHES = 20;
    private final QueueSettings settings;
    private final Stores stores;
    private final Uploads uploads;
    private final Sweeper sweeper;

    Cleaner(QueueSettings settings, Stores stores, Uploads uploads) {
        this.settings = settings;
        this.stores = stores;
        this.uploads = uploads;
        this.sweeper = new Sweeper(settings.home(), stores);
    }

    void round() throws IOException {
        Instant now = stores.leases().now();
        removeExpired(now);
        for (Path upload : uploads.olderThan(now.minus(settings.uploadKept()))) Trees.delete(upload);
        sweeper.round(now);
    }

    private void removeExpired(Instant now) throws IOException {
        for (int i = 0; i < BATCHES; i++) {
            List<String> ids = stores.jobs().expired(now, BATCH);
            remove(ids);
            if (ids.size() < BATCH) return;
        }
    }

    /** Those that are not finished, or not there, stay. */
    void remove(List<String> ids) throws IOException {
        if (ids.isEmpty()) return;
        Failpoint.REMOVING.reach();
        for (String id : stores.jobs().remove(ids, NOTE)) {
            Failpoint.RECORD_REMOVED.reach();
            Trees.delete(RunFolder.ofJob(settings.home(), id));
            Failpoint.FILES_REMOVED.pass();
        }
    }

    @Override
    public void close() throws IOException {
        sweeper.close();
    }
}
