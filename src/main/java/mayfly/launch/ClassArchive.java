package mayfly.launch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.logging.Logger;
import mayfly.job.LogTail;
import mayfly.worker.Main;

/**
 * The class-data archive of a runtime: what a worker loads, already parsed and verified. It halves the time and the work of a start. Made once for each runtime folder and
 * JDK by a training run in the background, tried, and moved into place whole; workers start without it until then, and when it is lost. It lies in the folder that is named by
 * the content of the jars and carries the JDK's version in its name, so that it can never hold other classes than the jars do: JDK 25 itself would not notice, and would run
 * the old ones.
 *
 * @see <a href="https://openjdk.org/jeps/350">JEP 350: dynamic archives</a>
 * @see <a href="https://openjdk.org/jeps/514">JEP 514: ahead-of-time caches in one step, from JDK 25</a>
 */
public final class ClassArchive implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ClassArchive.class.getName());
    private static final int ONE_STEP_CACHE = 25;
    private final RuntimeFolder runtime;
    private final TrainingRun training;
    private final boolean cache;
    private final Path file;
    private final Path jvm;
    private final Stamp jvmAtStart;
    private volatile ArchiveState state = ArchiveState.MAKING;
    private Thread thread;

    /**
     * @param java       that runs the workers; taken to be of the version that runs this
     * @param connection file that tells the store's address
     */
    ClassArchive(RuntimeFolder runtime, Path java, Path connection) {
        this.runtime = runtime;
        this.training = new TrainingRun(runtime, java, connection);
        this.cache = Runtime.version().feature() >= ONE_STEP_CACHE;
        this.file = runtime.folder().resolve("worker-" + Runtime.version().toString().replaceAll("[^0-9A-Za-z.]", "_") + (cache ? ".aot" : ".jsa"));
        this.jvm = java.resolveSibling("../lib/modules");
        this.jvmAtStart = Stamp.of(jvm);
        if (Files.isRegularFile(file)) state = ArchiveState.READY;
    }

    /** Deletes the archives in a runtime's folder: it does not hold any more what they were made from. */
    static void forget(Path folder) throws IOException {
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(folder, "worker-*.{aot,jsa}")) {
            for (Path archive : archives) Files.deleteIfExists(archive);
        }
    }

    /** Flags with which a worker uses the archive; none while there is none: to name a missing one costs more than it could save. */
    List<String> flags() {
        return isReady() ? List.of(flag(file)) : List.of();
    }

    private String flag(Path archive) {
        return (cache ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive;
    }

    Path file() {
        return file;
    }

    ArchiveState state() {
        return isReady() ? ArchiveState.READY : state;
    }

    /** Looks; what it finds changed it says once, and mends where it can. */
    boolean isReady() {
        if (state == ArchiveState.READY) {
            if (!Stamp.of(jvm).equals(jvmAtStart)) lose("the JDK has changed since this application started; restart it");
            else if (!Files.isRegularFile(file)) {
                lose("it is gone, and is made anew");
                train();
            }
        }
        return state == ArchiveState.READY;
    }

    private void lose(String why) {
        state = ArchiveState.LOST;
        LOG.warning("workers start without a class-data archive: " + why);
    }

    /** Makes it anew: the runtime's folder has been laid again. */
    void renew() {
        if (state == ArchiveState.READY) state = ArchiveState.LOST;
        train();
    }

    /** Makes the archive in the background when there is none. A failure costs speed and nothing else: it is said once in the log. */
    synchronized void train() {
        if (Files.isRegularFile(file) || thread != null && thread.isAlive()) return;
        thread = new Thread(this::make, "mayfly-archive");
        thread.setDaemon(true);
        thread.start();
    }

    /** Breaks off a training run under way: no thread of ours outlives the application, or it would hold its classes. */
    @Override
    public synchronized void close() {
        if (thread == null) return;
        thread.interrupt();
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void make() {
        try {
            Path folder = Files.createTempDirectory(runtime.folder(), ".training-");
            try {
                make(folder, folder.resolve("archive"));
            } finally {
                Trees.delete(folder);
            }
        } catch (IOException e) {
            fail(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void make(Path folder, Path part) throws IOException, InterruptedException {
        training.rehearse(folder, (cache ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + part);
        if (Files.isRegularFile(part) && Files.size(part) > 0 && isUsable(folder, part)) {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            state = ArchiveState.READY;
        } else {
            fail("the training run failed. " + LogTail.of(folder.resolve("log"), 500));
        }
    }

    /** A worker without an order says how it is used, and goes: one that cannot even do that with this archive would fail every job. */
    private boolean isUsable(Path folder, Path part) throws IOException, InterruptedException {
        return training.run(folder, List.of(flag(part), "mayfly.worker.Main")) == Main.USAGE;
    }

    private void fail(String why) {
        state = ArchiveState.FAILED;
        LOG.warning("no class-data archive: " + why + "; workers start without one");
    }
}
