package mayfly.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import mayfly.job.Failpoint;
import mayfly.job.RunFolder;
import mayfly.launch.Trees;

/**
 * Deletes what has had its time: expired jobs (record first, then files: a crash in between leaves a folder without a record, which the {@link Sweeper} finds), uploads
 * that no job wanted, folders that no job has. Records are dated by Redis' clock, files by this machine's; while one of them has jumped nothing is deleted, see {@link ClockWatch}.
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
    private final InstantSource clock;
    private final ClockWatch ofStore;
    private final ClockWatch ofMachine;

    Cleaner(QueueSettings settings, Stores stores, Uploads uploads) {
        this(settings, stores, uploads, InstantSource.system(), Monotonic.source());
    }

    /** @param clock of this machine, by which its files are dated @param steady passes and never jumps */
    Cleaner(QueueSettings settings, Stores stores, Uploads uploads, InstantSource clock, InstantSource steady) {
        this.clock = clock;
        this.ofStore = new ClockWatch("Redis' clock", steady);
        this.ofMachine = new ClockWatch("The clock of this machine", steady);
        this.settings = settings;
        this.stores = stores;
        this.uploads = uploads;
        this.sweeper = new Sweeper(settings.home(), stores);
    }

    /** Whether this job was created is not known: its folder goes when it was not. */
    void doubt(String id) {
        sweeper.doubt(id);
    }

    int lost() {
        return sweeper.lost();
    }

    void round() throws IOException {
        Instant now = stores.leases().now();
        Instant here = clock.instant();
        boolean believed = ofStore.believes(now) & ofMachine.believes(here); // both look each time
        if (!believed) return;
        removeExpired(now);
        for (Path upload : uploads.olderThan(here.minus(settings.uploadKept()))) Trees.delete(upload);
        sweeper.round(here);
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
            new JobFiles(settings.home(), stores).delete(id);
            Failpoint.FILES_REMOVED.pass();
        }
    }

    @Override
    public void close() throws IOException {
        sweeper.close();
    }
}
