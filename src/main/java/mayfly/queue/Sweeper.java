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
import java.util.Set;
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
    private final Path home;
    private final Stores stores;
    private DirectoryStream<Path> folder;
    private Iterator<Path> walk;
    private Instant begun;

    Sweeper(Path home, Stores stores) {
        this.home = home;
        this.stores = stores;
    }

    void round(Instant now) throws IOException {
        var old = new ArrayList<String>();
        for (Path dir : few(now)) if (isOld(dir, now)) old.add(dir.getFileName().toString());
        List<String> unrecorded = stores.jobs().unrecorded(old);
        if (unrecorded.isEmpty()) return;
        Set<String> unburied = Cleaner.unburied(stores);
        for (String id : unrecorded) {
            if (unburied.contains(id)) continue;
            Path dir = RunFolder.ofJob(home, id);
            if (stores.jobs().gone(id).isPresent() || neverRan(dir)) sweep(dir);
        }
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
        if (begun != null && now.isBefore(begun.plus(YOUNG)) || !Files.isDirectory(jobs)) return false;
        begun = now;
        folder = Files.newDirectoryStream(jobs);
        walk = folder.iterator();
        return true;
    }

    private static boolean isOld(Path dir, Instant now) throws IOException {
        try {
            return JobId.isValid(dir.getFileName().toString()) && Files.getLastModifiedTime(dir).toInstant().isBefore(now.minus(YOUNG));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** A folder with attempts and no record is no orphan but the last trace of a store that was lost: it stays. */
    private static boolean neverRan(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.allMatch(f -> f.getFileName().toString().equals("inputs"));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void sweep(Path dir) throws IOException {
        LOG.info("sweeping " + dir + ": no job has it");
        Trees.delete(dir);
    }

    /** Ends the walk; the next round begins another when it is time. */
    @Override
    public void close() throws IOException {
        if (folder != null) folder.close();
        folder = null;
        walk = null;
    }
}
