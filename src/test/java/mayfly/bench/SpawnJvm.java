package mayfly.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A running {@link SpawnProbe}. */
final class SpawnJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;

    /** @param mechanism how the JDK starts processes; empty for its own choice */
    SpawnJvm(Path java, String mechanism, int heap, int files) throws IOException {
        var command = new ArrayList<>(List.of(java.toString(), "-XX:+UseSerialGC", "-Xmx" + (heap + heap / 2 + 64) + "m"));
        if (!mechanism.isEmpty()) command.add("-Djdk.lang.Process.launchMechanism=" + mechanism);
        command.addAll(List.of("-cp", "target/test-classes", SpawnProbe.class.getName(), "" + heap, "" + files));
        process = new ProcessBuilder(command).redirectError(Path.of("target/bench/spawn.log").toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        said = process.inputReader();
    }

    /** @return ms until it was started and until its end was seen; empty when this JVM cannot start anything */
    double[] start(String command) throws IOException {
        process.getOutputStream().write((command + "\n").getBytes());
        process.getOutputStream().flush();
        String line = said.readLine();
        if (line == null) return new double[0];
        String[] ns = line.split(" ");
        return new double[] {Long.parseLong(ns[0]) / 1e6, Long.parseLong(ns[1]) / 1e6};
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
