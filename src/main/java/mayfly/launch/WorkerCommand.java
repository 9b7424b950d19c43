package mayfly.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mayfly.job.Failpoint;
import mayfly.launch.sandbox.Sandboxes;

/**
 * How a JVM for workers is called: arguments as a list, no shell, an environment of its own, a session of its own, standard output and error on files of its folder, so that
 * neither Ctrl-C nor the end of the web application reaches it.
 */
final class WorkerCommand {
    /** Start fast, stay small; each chosen by measurement (see etc/docs/benchmarks.md). A description's own flags come later and win: {@code -XX:TieredStopAtLevel=4} for long work. */
    static final List<String> FLAGS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss512k", "-Xms8m", "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError",
            // Methods are compiled after ten times as many calls as usual: most of what a short job calls would be compiled in vain.
            "-XX:CompileThresholdScaling=10",
            "-Xlog:disable", "-Xlog:all=error:stderr",
            // From JDK 18 on reflection makes code for each member it touches; for the few that a worker touches once that costs a third of its life.
            "-Djdk.reflect.useNativeAccessorOnly=true",
            "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-Djava.awt.headless=true");
    static final List<String> PASSED_ON = List.of("PATH", "LANG", "LC_ALL", "TZ", Failpoint.VARIABLE);

    private final RuntimeFolder runtime;
    private final Path java;
    private final ClassArchive archive;
    private final Confinement confinement;

    WorkerCommand(RuntimeFolder runtime, Path java, ClassArchive archive, Confinement confinement) {
        this.runtime = runtime;
        this.java = java;
        this.archive = archive;
        this.confinement = confinement;
    }

    /**
     * @param folder   working directory; gets stdout.log and stderr.log
     * @param cookie   by which the worker's processes are found
     * @param main     class and its arguments
     * @throws IOException when the host cannot keep the worker within its limits; the message is fit for people
     */
    ProcessBuilder builder(Shape shape, Path folder, String cookie, List<String> main) throws IOException {
        var builder = new ProcessBuilder(arguments(shape, folder, main)).directory(folder.toFile());
        builder.redirectInput(new File("/dev/null")).redirectOutput(log(folder, "stdout.log")).redirectError(log(folder, "stderr.log"));
        builder.environment().keySet().retainAll(PASSED_ON);
        builder.environment().put(ProcessTable.COOKIE, cookie);
        builder.environment().putAll(confinement.environment());
        return builder;
    }

    /** Starts it; with it begins whatever else holds its processes together. */
    Process start(ProcessBuilder builder, String cookie) throws IOException {
        Process process = Child.start(builder);
        confinement.started(cookie, process.pid());
        return process;
    }

    String group(String cookie) {
        return confinement.group(cookie);
    }

    /** For append, so that a log that was cut goes on where it was cut. */
    private static ProcessBuilder.Redirect log(Path folder, String name) {
        return ProcessBuilder.Redirect.appendTo(folder.resolve(name).toFile());
    }

    private List<String> arguments(Shape shape, Path folder, List<String> main) throws IOException {
        var out = new ArrayList<>(Sandboxes.limits(shape.limits()));
        out.addAll(confinement.prelude());
        out.add(java.toString());
        out.addAll(FLAGS);
        out.addAll(archive.flags());
        out.add("-Xmx" + shape.memory());
        out.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
        out.addAll(shape.flags());
        out.add("-cp");
        // The plug-in's classes come last: a class-data archive serves every class path that begins with the one that it was made of.
        out.add(shape.plugin() == null ? runtime.classPath() : runtime.classPath() + File.pathSeparator + shape.plugin());
        out.addAll(main);
        return out;
    }
}
