package mayfly.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Logger;

/**
 * Deletes the code of earlier deployments, in {@code <home>/runtime/}, and of plug-ins that are not there any more. Every application marks its own now and then; a folder is old when its mark is, and no process on this
 * machine runs from it. The mark also speaks for applications and workers on other machines that share the home.
 */
final class OldRuntimes {
    private static final Logger LOG = Logger.getLogger(OldRuntimes.class.getName());
    /** Longer than a redeploy may take to be taken back, and than clocks of machines may differ. */
    static final Duration KEPT = Duration.ofDays(1);
    private static final String MARK = ".used";
    private final RuntimeFolder current;

    OldRuntimes(RuntimeFolder current) {
        this.current = current;
    }

    /** Marks the current one, and deletes what has had its time. */
    void sweep(Instant now) throws IOException {
        mark(current.folder(), now);
        Path plugins = current.folder().resolveSibling(PluginCopy.FOLDER);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(current.folder().getParent())) {
            for (Path one : all) if (!one.equals(current.folder()) && !one.equals(plugins) && isOld(one, now)) delete(one);
        }
        if (!Files.isDirectory(plugins)) return;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(plugins)) {
            for (Path one : all) if (isOld(one, now)) delete(one);
        }
    }

    /** Says that somebody still counts on that folder. */
    static void mark(Path runtime, Instant now) throws IOException {
        Path mark = runtime.resolve(MARK);
        if (!Files.exists(mark)) Files.createFile(mark);
        Files.setLastModifiedTime(mark, FileTime.from(now));
    }

    private static boolean isOld(Path runtime, Instant now) throws IOException {
        Path mark = runtime.resolve(MARK);
        Instant used = Files.getLastModifiedTime(Files.exists(mark) ? mark : runtime).toInstant();
        return used.plus(KEPT).isBefore(now) && !isInUse(runtime);
    }

    /** Every worker names the jars of its runtime in its arguments. */
    private static boolean isInUse(Path runtime) throws IOException {
        if (!Files.isDirectory(Path.of("/proc/self"))) return ProcessHandle.allProcesses().anyMatch(p -> p.info().commandLine().orElse("").contains(runtime.toString()));
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) if (arguments(process).contains(runtime + "/")) return true;
        }
        return false;
    }

    private static String arguments(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static void delete(Path runtime) throws IOException {
        LOG.info("deleting code that nobody uses any more: " + runtime.getFileName());
        Trees.delete(runtime);
    }
}
