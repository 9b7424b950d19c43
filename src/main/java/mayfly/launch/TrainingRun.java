package mayfly.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mayfly.worker.Rehearsal;

/** A JVM with a worker's flags that is run for its own sake, quietly and not for long; what it prints goes to {@code log} in its folder. */
final class TrainingRun {
    private static final long PATIENCE = 3;
    private static final Path NICE = Path.of("/usr/bin/nice");
    private final RuntimeFolder runtime;
    private final Path java;
    private final Path connection;

    TrainingRun(RuntimeFolder runtime, Path java, Path connection) {
        this.runtime = runtime;
        this.java = java;
        this.connection = connection;
    }

    /** A worker's way without a job, while the JVM notes what is loaded. @param record the flag that says so */
    void rehearse(Path folder, String record) throws IOException, InterruptedException {
        Path order = Rehearsal.lay(folder, connection);
        run(folder, List.of(record, "mayfly.worker.Training", order.toString()));
    }

    /**
     * @param arguments a flag, a class, its arguments
     * @return exit code
     */
    int run(Path folder, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if (Files.isExecutable(NICE)) command.addAll(List.of(NICE.toString(), "-n", "10"));
        command.add(java.toString());
        command.addAll(WorkerCommand.FLAGS);
        command.addAll(List.of("-Xmx128m", "-cp", runtime.classPath()));
        command.addAll(arguments);
        var log = ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile());
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment().keySet().retainAll(WorkerCommand.PASSED_ON);
        return await(Child.start(builder));
    }

    private static int await(Process process) throws IOException, InterruptedException {
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
}
