package mayfly.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code java -jar mayfly.war} as a process of its own, on any free port, with a home of its own. */
public final class RunningMayfly implements AutoCloseable {
    private static final Path WAR = Path.of(System.getProperty("test.war", "target/mayfly.war")).toAbsolutePath();
    private static final Pattern READY = Pattern.compile("Mayfly is ready at (\\S+)/");
    private final Path folder;
    private final Process process;
    private final String url;

    /** @param settings environment variables beside the usual ones */
    public RunningMayfly(Path folder, Map<String, String> settings) throws IOException, InterruptedException {
        this.folder = folder;
        var builder = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-jar", WAR.toString()));
        builder.redirectOutput(folder.resolve("out").toFile()).redirectError(folder.resolve("err").toFile());
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(Map.of("MAYFLY_PORT", "0", "MAYFLY_HOME", home().toString(), "MAYFLY_DISK_FLOOR", "10 MB"));
        builder.environment().putAll(settings);
        process = builder.start();
        url = awaitReady();
    }

    private String awaitReady() throws IOException, InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            Matcher m = READY.matcher(Files.readString(folder.resolve("out")));
            if (m.find()) return m.group(1);
            Thread.sleep(50);
        }
        process.destroyForcibly();
        throw new IllegalStateException("Mayfly did not start: " + Files.readString(folder.resolve("err")));
    }

    public Path home() {
        return folder.resolve("home");
    }

    /** @param path beginning with a slash */
    public String url(String path) {
        return url + path;
    }

    public String log() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    /** As by {@code kill -9}; another one may go on with the same folder. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Leftovers.end(home());
    }
}
