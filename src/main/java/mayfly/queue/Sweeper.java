package mayfly.queue;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Logger;
import java.util.stream.Stream;
import mayfly.job.JobId;
import mayfly.job.RunFolder;
import mayfly.launch.Trees;

/**
 * Walks through the folders of jobs and deletes those that no job has: of submissions that never became one, and of removals that broke off. A few hundred folders in a
 * round, in one question to the store, going on where the round before stopped: what a round costs does not depend on how many folders there are.
 */
final class Sweeper implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Sweeper.class.getName());
    /** Folders in a round. */
    static final int FEW = 500;
    /** A folder younger than this may belong to a submission under way; and so long after a walk has begun the next one may. */
    static final Duration YOUNG = Duration.ofHours(1);
    /** While jobs are missing it is soon looked again whether they still are. */
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration DOUBT = Duration.ofSeconds(9);
    private final Path home;
    private final Stores stores;
    private final JobFiles files;
    private DirectoryStream<Path> folder;
    private Iterator<Path> walk;
    private Instant begun;
    private Optional<String> since = Optional.empty();
    /** Jobs without a record: in this walk so far, and in the last one. */
    private volatile int seen;
    private volatile int lost;
    private final Queue<String> doubted = new ConcurrentLinkedQueue<>();
    /** Those doubted when it was last asked for, and when that was. */
    private final List<String> ripe = new ArrayList<>();
    private Instant picked = Instant.EPOCH;

    Sweeper(Path home, Stores stores) {
        this.home = home;
        this.stores = stores;
        this.files = new JobFiles(home, stores);
    }

    /** From any thread. */
    void doubt(String id) {
        doubted.add(id);
    }

    /** A creation that has not happened within {@link #DOUBT} never will: see {@link mayfly.store.JobStore#create}. */
    private void settleDoubts(Instant now) throws IOException {
        if (now.isBefore(picked.plus(DOUBT))) return;
        Set<String> never = Set.copyOf(stores.jobs().unrecorded(ripe));
        for (String id : ripe) {
            if (never.contains(id)) Trees.delete(RunFolder.ofJob(home, id));
            else files.ensure(id);
        }
        ripe.clear();
        picked = now;
        for (String id = doubted.poll(); id != null; id = doubted.poll()) ripe.add(id);
    }

    void round(Instant now) throws IOException {
        settleDoubts(now);
        noticeAnotherStore();
        List<String> ids = few(now).stream().map(dir -> dir.getFileName().toString()).filter(JobId::isValid).toList();
        Set<String> unrecorded = Set.copyOf(stores.jobs().unrecorded(ids));
        // A process of an attempt that has ended may still write there.
        Set<String> unburied = unrecorded.isEmpty() ? Set.of() : Cleaner.unburied(stores);
        for (String id : ids) {
            if (!unrecorded.contains(id)) files.ensure(id);
            else if (!unburied.contains(id)) look(id, now);
        }
        if (walk == null && begun != null) report();
    }

    /** A folder that no record belongs to. */
    private void look(String id, Instant now) throws IOException {
        Path dir = RunFolder.ofJob(home, id);
        boolean removed = stores.jobs().gone(id).isPresent();
        if (!removed && files.has(id)) seen++;
        else if (isOld(dir, now) && (removed || neverRan(dir))) sweep(id);
    }

    /** The store was emptied, or is another one: what is missing is found out now, not in an hour. */
    private void noticeAnotherStore() throws IOException {
        Optional<String> now = stores.jobs().since();
        if (!now.equals(since)) restart();
        since = now;
    }

    private void restart() throws IOException {
        close();
        begun = null;
        seen = 0;
    }

    private void report() {
        if (seen > 0 && seen != lost) {
            LOG.warning("The job store has no record of " + seen + (seen == 1 ? " job whose folder is" : " jobs whose folders are") + " in " + home.resolve("jobs")
                    + ": it was emptied, or is another one. To bring them back: java -jar mayfly.war restore --dry-run, then java -jar mayfly.war restore");
        }
        lost = seen;
    }

    /** See {@link JobService#lost}. */
    int lost() {
        return Math.max(lost, seen);
    }

    private List<Path> few(Instant now) throws IOException {
        var out = new ArrayList<Path>();
        try {
            if (walk == null && !begin(now)) return out;
            while (out.size() < FEW && walk.hasNext()) out.add(walk.next());
            if (out.size() < FEW) close();
            return out;
        } catch (DirectoryIteratorException e) {
            close();
            throw e.getCause();
        }
    }

    private boolean begin(Instant now) throws IOException {
        Path jobs = home.resolve("jobs");
        if (begun != null && now.isBefore(begun.plus(lost > 0 ? SOON : YOUNG)) || !Files.isDirectory(jobs)) return false;
        begun = now;
        seen = 0;
        folder = Files.newDirectoryStream(jobs);
        walk = folder.iterator();
        return true;
    }

    private static boolean isOld(Path dir, Instant now) throws IOException {
        try {
            return Files.getLastModifiedTime(dir).toInstant().isBefore(now.minus(YOUNG));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** A folder with attempts, or with what its record was created from, is no orphan but the last trace of a store that was lost: it stays. */
    private static boolean neverRan(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.allMatch(f -> f.getFileName().toString().matches("inputs|.*\\.part"));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void sweep(String id) throws IOException {
        LOG.info("sweeping the folder of " + id + ": no job has it");
        files.delete(id);
    }

    /** Ends the walk; the next round begins another when it is time. */
    @Override
    public void close() throws IOException {
        if (folder != null) folder.close();
        folder = null;
        walk = null;
    }
}
