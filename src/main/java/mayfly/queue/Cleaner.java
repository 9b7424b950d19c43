package mayfly.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import mayfly.job.Failpoint;
import mayfly.launch.Trees;
import mayfly.store.AttemptRef;

/**
 * Deletes what has had its time, by the store's clock: expired jobs, uploads that no job wanted, folders that no job has. Of a job the record goes first, and in the same
 * moment the store notes that its files remain; they go once none of its processes is left, and then the note. A crash in between leaves the note, and the next round goes on.
 * While that clock has jumped nothing is deleted, see {@link ClockWatch}.
 */
final class Cleaner implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Cleaner.class.getName());
    /** How long it is remembered what a deleted job was. */
    static final Duration NOTE = Duration.ofDays(30);
    /** Jobs removed in one word to the store. */
    private static final int BATCH = 100;
    /** Batches in a round: it ends in seconds whatever has piled up, and the next one goes on. */
    private static final int BATCHES = 20;
    private final QueueSettings settings;
    private final Stores stores;
    private final Uploads uploads;
    private final InstantSource clock;
    private final ClockWatch watch;
    private final Sweeper sweeper;

    /** @param clock the store's */
    Cleaner(QueueSettings settings, Stores stores, Uploads uploads, InstantSource clock) {
        this(settings, stores, uploads, clock, Monotonic.source());
    }

    /** @param steady passes and never jumps */
    Cleaner(QueueSettings settings, Stores stores, Uploads uploads, InstantSource clock, InstantSource steady) {
        this.watch = new ClockWatch("Redis' clock", steady);
        this.settings = settings;
        this.stores = stores;
        this.uploads = uploads;
        this.clock = clock;
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
        Instant now = clock.instant();
        if (!watch.believes(now)) return;
        removeExpired(now);
        clear(stores.jobs().remains(BATCH * BATCHES));
        for (Path upload : uploads.olderThan(now.minus(settings.uploadKept()))) Trees.delete(upload);
        sweeper.round(now);
    }

    private void removeExpired(Instant now) {
        for (int i = 0; i < BATCHES; i++) {
            List<String> ids = stores.jobs().expired(now, BATCH);
            stores.jobs().removeExpired(ids, NOTE, now);
            if (ids.size() < BATCH) return;
        }
    }

    /** Those that are not finished, or not there, stay. */
    void remove(List<String> ids) {
        if (ids.isEmpty()) return;
        Failpoint.REMOVING.pass();
        clear(stores.jobs().remove(ids, NOTE));
    }

    /** What a process of an ended attempt may still write to waits until it is gone; what cannot be deleted now is tried again in the next round. */
    private void clear(List<String> ids) {
        if (ids.isEmpty()) return;
        Set<String> unburied = unburied(stores);
        for (String id : ids) {
            if (unburied.contains(id)) continue;
            try {
                Failpoint.RECORD_REMOVED.reach();
                new JobFiles(settings.home(), stores).delete(id);
                Failpoint.FILES_REMOVED.pass();
                stores.jobs().cleared(id);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "the files of the removed job " + id + " cannot be deleted; the next round tries again", e);
            }
        }
    }

    /** Jobs with an attempt that has ended and whose processes have not been looked at for the last time. */
    static Set<String> unburied(Stores stores) {
        return stores.leases().endings().stream().map(AttemptRef::job).collect(Collectors.toSet());
    }

    @Override
    public void close() throws IOException {
        sweeper.close();
    }
}
