package mayfly.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server in a process and a home of its own, on a free port of the loopback address. When it is closed it is ended and its home deleted; its log stays
 * in {@code target/bench}.
 */
final class ServerUnderTest implements AutoCloseable {
    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final String READY = "is ready at http://127.0.0.1:";
    private final Process process;
    private final Path home;
    private final int port;

    private ServerUnderTest(Process process, Path home, int port) {
        this.process = process;
        this.home = home;
        this.port = port;
    }

    /** The real one, as {@code scripts/serve} starts it. @param settings by name of the environment variable */
    static ServerUnderTest mayfly(String name, Path java, Map<String, String> settings) throws Exception {
        Path home = fresh(name);
        var builder = new ProcessBuilder(java.toString(), "-Xmx512m", "-XX:+ExitOnOutOfMemoryError", "-jar", System.getProperty("test.war"));
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(Map.of("MAYFLY_HOME", home.toString(), "MAYFLY_PORT", "0"));
        builder.environment().putAll(settings);
        return start(builder, home);
    }

    /** Bare servlets on the same Jetty, same Java, same flags, same Redis. */
    static ServerUnderTest floors(ServerUnderTest mayfly) throws Exception {
        var command = new ArrayList<>(List.of(JAVA.toString(), "-Xmx512m", "-cp", System.getProperty("java.class.path"), FloorServer.class.getName()));
        command.add(mayfly.redis().toString());
        return start(new ProcessBuilder(command), fresh("floors"));
    }

    /** Another main class of ours that serves, with the same Java and flags. */
    static ServerUnderTest bare(String name, Class<?> main, String argument) throws Exception {
        return start(new ProcessBuilder(JAVA.toString(), "-Xmx512m", "-cp", System.getProperty("java.class.path"), main.getName(), argument), fresh(name));
    }

    private static Path fresh(String name) throws IOException {
        Path home = Path.of("target/bench/home-" + name).toAbsolutePath();
        delete(home);
        return Files.createDirectories(home);
    }

    private static ServerUnderTest start(ProcessBuilder builder, Path home) throws Exception {
        Path out = home.resolve("server.out");
        Process process = builder.redirectOutput(out.toFile()).redirectError(home.resolve("server.err").toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.destroy();
            endWorkers(home);
        }));
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (process.isAlive() && System.nanoTime() < until) {
            String said = Files.readString(out);
            int at = said.indexOf(READY);
            if (at >= 0 && said.endsWith("\n")) return new ServerUnderTest(process, home, Integer.parseInt(said.substring(at + READY.length()).replaceAll("\\D.*|\\s", "")));
            TimeUnit.MILLISECONDS.sleep(20);
        }
        process.destroy();
        throw new IOException("the server has not started: " + Files.readString(home.resolve("server.err")));
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    Path home() {
        return home;
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** Address of its Redis, password included. */
    URI redis() throws IOException {
        return URI.create(Files.readString(home.resolve("redis/connection")).strip());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
        endWorkers(home);
        Files.move(home.resolve("server.err"), home.resolveSibling(home.getFileName() + ".log"), StandardCopyOption.REPLACE_EXISTING);
        delete(home);
    }

    /** Workers outlive their server, which is what they are made for; those of this home are of no use any more. */
    private static void endWorkers(Path home) {
        ProcessHandle.allProcesses().filter(p -> Proc.command(p.pid()).stream().anyMatch(a -> a.startsWith(home + "/jobs/") || a.startsWith(home + "/standby/"))).forEach(ProcessHandle::destroyForcibly);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
