package mayfly.launch;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import mayfly.job.JobRecord;
import mayfly.job.RunFolder;
import mayfly.store.ScriptNames;
import mayfly.worker.Order;

/**
 * Starts workers as processes of this machine: arguments as a list, no shell, an environment of its own, a session of its own, standard streams on files, so that neither
 * Ctrl-C nor the end of the web application reaches them.
 */
public final class LocalLauncher {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    /** Start fast, stay small. A description's own flags come later and win: {@code -XX:TieredStopAtLevel=4} for long work. */
    static final List<String> FLAGS = List.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=10", "-XX:+UseSerialGC", "-Xss512k", "-Xms8m", "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError",
            "-Xlog:disable", "-Xlog:all=error:stderr",
            // From JDK 18 on reflection makes code for each member it touches; for the few that a worker touches once that costs a third of its life.
            "-Djdk.reflect.useNativeAccessorOnly=true",
            "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-Djava.awt.headless=true");
    static final List<String> PASSED_ON = List.of("PATH", "LANG", "LC_ALL", "TZ");

    private final RuntimeFolder runtime;
    private final Path java;
    private final ClassArchive archive;

    /**
     * @param java       the java executable for workers
     * @param connection file that tells workers the store's address
     */
    public LocalLauncher(RuntimeFolder runtime, Path java, Path connection) {
        this.runtime = runtime;
        this.java = java;
        this.archive = new ClassArchive(runtime, java, connection);
    }

    public ClassArchive archive() {
        return archive;
    }

    /**
     * A worker that was started.
     *
     * @param begun as the operating system tells it; null where it does not
     */
    public record Started(long pid, Instant begun) { }

    /**
     * Lays the attempt's folder and starts its worker.
     *
     * @param ended gets the exit code (128 + n for signal n), on a thread of the JDK's, when the worker has ended while this application lives
     * @throws IOException when it cannot be started; the message is fit for people
     */
    public Started start(Launch launch, IntConsumer ended) throws IOException {
        runtime.ensure();
        lay(launch);
        Process process = builder(launch).start();
        process.onExit().thenAccept(p -> ended.accept(p.exitValue()));
        return new Started(process.pid(), process.toHandle().info().startInstant().orElse(null));
    }

    private static void lay(Launch launch) throws IOException {
        RunFolder folder = launch.folder();
        Files.createDirectories(folder.inputs());
        Path originals = RunFolder.originals(folder.home(), folder.job());
        if (Files.isDirectory(originals)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(originals)) {
                for (Path file : files) link(folder.inputs().resolve(file.getFileName()), file);
            }
        }
        Files.writeString(folder.values(), launch.job().inputs());
        order(launch).write();
    }

    private static Order order(Launch launch) {
        JobRecord job = launch.job();
        return new Order(launch.folder(), launch.connection(), launch.lease(), launch.computation(), job.limits(), job.worker().host(), ScriptNames.current());
    }

    private static void link(Path link, Path file) throws IOException {
        if (Files.exists(link)) return;
        try {
            Files.createLink(link, file);
        } catch (UnsupportedOperationException e) {
            Files.copy(file, link);
        }
    }

    private ProcessBuilder builder(Launch launch) {
        RunFolder folder = launch.folder();
        var builder = new ProcessBuilder(command(launch)).directory(folder.path().toFile());
        builder.redirectInput(new File("/dev/null")).redirectOutput(folder.stdout().toFile()).redirectError(folder.stderr().toFile());
        Map<String, String> env = builder.environment();
        env.keySet().retainAll(PASSED_ON);
        env.put(ProcessTable.COOKIE, folder.job() + "/" + folder.attempt());
        return builder;
    }

    private List<String> command(Launch launch) {
        var out = new ArrayList<String>();
        if (Files.isExecutable(SETSID)) out.add(SETSID.toString());
        out.add(java.toString());
        out.addAll(FLAGS);
        out.addAll(archive.flags());
        out.add("-Xmx" + launch.job().limits().memory());
        out.add("-XX:ErrorFile=" + launch.folder().path().resolve("crash.log"));
        out.addAll(launch.flags());
        out.add("-cp");
        out.add(runtime.classPath());
        out.add("mayfly.worker.Main");
        out.add(launch.folder().order().toString());
        return out;
    }

    /** Whether that very process, pid and start, is alive on this machine. */
    public static boolean isAlive(long pid, Instant begun) {
        if (pid == 0) return false;
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(p -> isSame(p, begun)).isPresent() && !isZombie(pid);
    }

    /** The start is told in clock ticks since a boot time that moves when the clock is set: a few seconds of tolerance. */
    private static boolean isSame(ProcessHandle process, Instant begun) {
        Instant start = process.info().startInstant().orElse(null);
        return begun == null || start == null || Duration.between(begun, start).abs().compareTo(Duration.ofSeconds(5)) < 0;
    }

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
        } catch (IOException e) {
            return false;
        }
    }
}
