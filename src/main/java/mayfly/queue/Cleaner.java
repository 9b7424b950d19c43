package mayfly.queue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Logger;
import java.util.stream.Stream;
import mayfly.job.JobId;
import mayfly.job.RunFolder;

/**
 * Deletes what has had its time: expired jobs (record first, then files: a crash in between leaves a folder without a record, which the next round sweeps), uploads that no
 * job wanted, folders of submissions that never became a job.
 */
final class Cleaner {
    private static final Logger LOG = Logger.getLogger(Cleaner.class.getName());
    /** How long it is remembered what a deleted job was. */
    static final Duration NOTE = Duration.ofDays(30);
    /** A folder younger than this may belong to a submission under way. */
    private static final Duration YOUNG = Duration.ofHours(1);
    /** A sweep looks at every folder, so it is done once an hour only. */
    private Instant swept;
    private final QueueSettings settings;
    private final Stores stores;
    private final Uploads uploads;

    Cleaner(QueueSettings settings, Stores stores, Uploads uploads) {
        this.settings = settings;
        this.stores = stores;
        this.uploads = uploads;
    }

    void round() throws IOException {
        Instant now = stores.leases().now();
        for (String id : stores.jobs().expired(now, 1000)) remove(id);
        for (Path upload : uploads.olderThan(now.minus(settings.uploadKept()))) Folders.delete(upload);
        if (swept == null || swept.plus(YOUNG).isBefore(now)) sweep(now);
    }

    /** @return false when it is not finished, or not there */
    boolean remove(String id) throws IOException {
        if (!stores.jobs().remove(id, NOTE)) return false;
        Folders.delete(RunFolder.ofJob(settings.home(), id));
        return true;
    }

    private void sweep(Instant now) throws IOException {
        swept = now;
        Path jobs = settings.home().resolve("jobs");
        if (!Files.isDirectory(jobs)) return;
        try (DirectoryStream<Path> dirs = Files.newDirectoryStream(jobs)) {
            for (Path dir : dirs) if (isOrphan(dir, now)) sweep(dir);
        }
    }

    private boolean isOrphan(Path dir, Instant now) throws IOException {
        String id = dir.getFileName().toString();
        boolean old = JobId.isValid(id) && Files.getLastModifiedTime(dir).toInstant().isBefore(now.minus(YOUNG));
        return old && stores.jobs().find(id).isEmpty() && (stores.jobs().gone(id).isPresent() || neverRan(dir));
    }

    /** A folder with attempts and no record is no orphan but the last trace of a store that was lost: it stays. */
    private static boolean neverRan(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.allMatch(f -> f.getFileName().toString().equals("inputs"));
        }
    }

    private static void sweep(Path dir) throws IOException {
        LOG.info("sweeping " + dir + ": no job has it");
        Folders.delete(dir);
    }
}
