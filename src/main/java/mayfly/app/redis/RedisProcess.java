package mayfly.app.redis;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mayfly.launch.Child;

/**
 * One run of the embedded redis-server: bound to loopback, with a password that it reads from its standard input, every write on
 * disk before it is answered. In a session of its own, so that Ctrl-C reaches Mayfly alone, which then ends it in order. Where
 * the system can, it ends by itself when the thread that started it does: that thread must live as long as Mayfly.
 */
final class RedisProcess {
    private static final long LOG_LIMIT = 4_000_000;
    private static final List<List<String>> WRAPPERS =
            List.of(List.of("setsid", "setpriv", "--pdeathsig", "TERM"), List.of("setpriv", "--pdeathsig", "TERM"), List.of());
    private final RedisFolder folder;
    private final Process process;
    private final long logStart;

    private RedisProcess(RedisFolder folder, Process process, long logStart) {
        this.folder = folder;
        this.process = process;
        this.logStart = logStart;
    }

    /** Starts it and returns; {@link #awaitReady} tells how that went. */
    static RedisProcess start(RedisFolder folder, Path binary, URI uri) throws IOException {
        long logStart = trimmedLog(folder.log());
        List<String> command = new ArrayList<>(wrapper());
        command.addAll(List.of(binary.toString(), "-"));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.data().toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()));
        builder.environment().clear();
        Process process = Child.start(builder);
        try {
            folder.process(process);
        } catch (IOException e) {
            process.destroyForcibly(); // nobody would find it again
            throw e;
        }
        try (OutputStream in = process.getOutputStream()) {
            in.write(configuration(folder.data(), uri).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended before it read this; awaitReady says so with its own words.
        }
        return new RedisProcess(folder, process, logStart);
    }

    /** Waits until it answers; as long as it takes while it lives and says that it is loading, otherwise 20 s. */
    void awaitReady(URI uri) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            String answer = answer(uri);
            if (answer.equals("+PONG")) return;
            if (answer.startsWith("-LOADING")) deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            if (!process.isAlive() || System.nanoTime() > deadline) throw new RedisUnavailable(lastWords());
            process.waitFor(10, TimeUnit.MILLISECONDS);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    /** @return whether the append-only file ends in something that Redis cannot read */
    boolean damaged() throws IOException {
        return !process.isAlive() && said().contains("Bad file format");
    }

    /** @return what it wrote since this start */
    String said() throws IOException {
        byte[] log = Files.readAllBytes(folder.log());
        return new String(log, (int) Math.min(logStart, log.length), (int) Math.max(0, log.length - logStart), StandardCharsets.UTF_8);
    }

    /** TERM, on which Redis writes what it holds and ends; KILL after 10 s. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String lastWords() throws IOException {
        String tail = said().lines().map(line -> line.replaceFirst("^\\d+:\\w \\d+ \\w+ \\d+ [\\d:.]+ ", "")).filter(line -> !line.isBlank())
                .reduce("", (before, line) -> line).replaceAll("\\p{Cntrl}", " ");
        return "The embedded Redis does not start: " + (tail.isEmpty() ? "it says nothing" : tail) + " (more in " + folder.log() + ")";
    }

    private static String answer(URI uri) {
        try {
            return RedisProbe.ask(uri, Duration.ofSeconds(1), "PING");
        } catch (IOException e) {
            return "";
        }
    }

    private static String configuration(Path data, URI uri) {
        String password = uri.getUserInfo().split(":", 2)[1];
        return """
                bind 127.0.0.1
                port %d
                requirepass %s
                dir "%s"
                appendonly yes
                appendfsync always
                save ""
                maxmemory-policy noeviction
                hash-max-listpack-value 4096
                daemonize no
                """.formatted(uri.getPort(), password, data.toString().replace("\\", "\\\\").replace("\"", "\\\""));
    }

    private static long trimmedLog(Path log) throws IOException {
        if (!Files.exists(log)) return 0;
        if (Files.size(log) < LOG_LIMIT) return Files.size(log);
        Files.move(log, log.resolveSibling("redis.log.old"), StandardCopyOption.REPLACE_EXISTING);
        return 0;
    }

    /** The first of the wrappers that this system has, found by running it. */
    private static List<String> wrapper() {
        for (List<String> wrapper : WRAPPERS) {
            List<String> trial = new ArrayList<>(wrapper);
            trial.add("true");
            try {
                if (Child.start(new ProcessBuilder(trial)).waitFor() == 0) return wrapper;
            } catch (IOException e) {
                // not on this system
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return List.of();
    }
}
