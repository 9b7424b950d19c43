package mayfly.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that ran to its end.
 *
 * @param said    its standard output
 * @param seconds from start to end
 * @param peak    the most memory that it had resident, in MiB, looked at every 10 ms; NaN when it lived for less
 * @param cpu     in seconds
 */
record Child(String said, double seconds, double peak, double cpu) {

    static Child run(List<String> command) throws IOException, InterruptedException {
        return run(command, Map.of());
    }

    /** @param more variables, added to the environment */
    static Child run(List<String> command, Map<String, String> more) throws IOException, InterruptedException {
        Path out = Files.createDirectories(Path.of("target/bench")).resolve("child.out");
        Path err = out.resolveSibling("child.err");
        long self = ProcessHandle.current().pid();
        double cpu = Proc.childrenCpu(self);
        long begin = System.nanoTime();
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(more);
        Process process = builder.start();
        double peak = Double.NaN;
        while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
            double now = Proc.peak(process.pid());
            if (!Double.isNaN(now)) peak = now;
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (process.exitValue() != 0) throw new IOException(command + " ended with exit code " + process.exitValue() + ": " + Files.readString(err));
        return new Child(Files.readString(out), seconds, peak, (Proc.childrenCpu(self) - cpu) / 1000);
    }
}
