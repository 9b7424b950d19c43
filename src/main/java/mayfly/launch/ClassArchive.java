package mayfly.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Stream;
import mayfly.job.LogTail;
import mayfly.worker.Main;
import mayfly.worker.Rehearsal;

/**
 * The class-data archive of a runtime: what a worker loads, already parsed and verified. It halves the time and the work of a start. Made once for each runtime folder and
 * JDK by a training run in the background, and moved into place whole; workers start without it until then, and when it is lost. It lies in the folder that is named by
 * the content of the jars and carries the JDK's version in its name, so that it can never hold other classes than the jars do.
 *
 * @see <a href="https://openjdk.org/jeps/350">JEP 350: dynamic archives</a>
 * @see <a href="https://openjdk.org/jeps/514">JEP 514: ahead-of-time caches in one step, from JDK 25</a>
 */
public final class ClassArchive implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ClassArchive.class.getName());
    private static final int ONE_STEP_CACHE = 25;
    private static final long PATIENCE = 3;
    private static final Path NICE = Path.of("/usr/bin/nice");
    private final RuntimeFolder runtime;
    private final Path java;
    private final Path connection;
    private final boolean cache;
    private final Path file;
    private Thread thread;

    /**
     * @param java       that runs the workers; taken to be of the version that runs this
     * @param connection file that tells the store's address
     */
    ClassArchive(RuntimeFolder runtime, Path java, Path connection) {
        this.runtime = runtime;
        this.java = java;
        this.connection = connection;
        this.cache = Runtime.version().feature() >= ONE_STEP_CACHE;
        this.file = runtime.folder().resolve("worker-" + Runtime.version().toString().replaceAll("[^0-9A-Za-z.]", "_") + (cache ? ".aot" : ".jsa"));
    }

    /** Flags with which a worker uses the archive; none while there is none: to name a missing one costs more than it could save. */
    List<String> flags() {
        return Files.isRegularFile(file) ? List.of(flag(file)) : List.of();
    }

    private String flag(Path archive) {
        return (cache ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive;
    }

    public Path file() {
        return file;
    }

    /** Makes the archive in the background when there is none. A failure costs speed and nothing else: it is said once in the log. */
    public synchronized void train() {
        if (Files.isRegularFile(file)) return;
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
                delete(folder);
            }
        } catch (IOException e) {
            LOG.warning("no class-data archive: " + e.getMessage() + "; workers start without one");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void make(Path folder, Path part) throws IOException, InterruptedException {
        boolean done = run(folder, part) && isUsable(folder, part);
        if (done) Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        else LOG.warning("no class-data archive: the training run failed; workers start without one. " + LogTail.of(folder.resolve("log"), 500));
    }

    private boolean run(Path folder, Path part) throws IOException, InterruptedException {
        String record = (cache ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + part;
        Path order = Rehearsal.lay(folder, connection);
        await(folder, List.of(record, "-Xmx128m", "-cp", runtime.classPath(), "mayfly.worker.Training", order.toString()));
        return Files.isRegularFile(part) && Files.size(part) > 0;
    }

    /** A worker without an order says how it is used, and goes: one that cannot even do that with this archive would fail every job. */
    private boolean isUsable(Path folder, Path part) throws IOException, InterruptedException {
        return await(folder, List.of(flag(part), "-Xmx128m", "-cp", runtime.classPath(), "mayfly.worker.Main")) == Main.USAGE;
    }

    private int await(Path folder, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if (Files.isExecutable(NICE)) command.addAll(List.of(NICE.toString(), "-n", "10"));
        command.add(java.toString());
        command.addAll(LocalLauncher.FLAGS);
        command.addAll(arguments);
        var log = ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile());
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment().keySet().retainAll(LocalLauncher.PASSED_ON);
        Process process = builder.start();
        try {
            if (process.waitFor(PATIENCE, TimeUnit.MINUTES)) return process.exitValue();
            throw new IOException("the training run took longer than " + PATIENCE + " min");
        } finally {
            // `nice` becomes the JVM itself, so there is one process to end; the JDK's one-step cache has a child of its own.
            List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(p -> p.onExit().join());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path f : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(f);
        }
    }
}
