package mayfly.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Waits until a server has made ahead what it makes in the background: its class-data archive, and workers that stand by. It tells in its metrics; one that has no such
 * metrics is known by the archive's file, and keeps no standby.
 */
final class Ready {
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);
    private final HttpClient http = HttpClient.newHttpClient();
    private final ServerUnderTest server;
    private final HttpRequest metrics;

    Ready(ServerUnderTest server) throws IOException {
        this.server = server;
        String operator = "operator:" + Files.readString(server.home().resolve("operator-password")).strip();
        metrics = HttpRequest.newBuilder(URI.create(server.url("/metrics")))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(operator.getBytes(StandardCharsets.UTF_8))).build();
    }

    /** Whether it tells of standbys at all. */
    boolean keepsStandbys() throws IOException, InterruptedException {
        return gauge("mayfly_standby_ready").isPresent();
    }

    /** After the start, before anything is measured. */
    void awaitArchive() throws IOException, InterruptedException {
        for (long until = System.nanoTime() + PATIENCE; !hasArchive(); TimeUnit.MILLISECONDS.sleep(100)) check(until, "no class-data archive");
    }

    private boolean hasArchive() throws IOException, InterruptedException {
        OptionalDouble told = gauge("mayfly_archive_ready");
        return told.isPresent() ? told.getAsDouble() == 1 : hasFile();
    }

    private boolean hasFile() throws IOException {
        var archive = FileSystems.getDefault().getPathMatcher("glob:**/runtime/*/worker-*.{jsa,aot}");
        try (Stream<Path> files = Files.walk(server.home().resolve("runtime"), 2)) {
            return files.anyMatch(archive::matches);
        }
    }

    /** Before each turn: as many as that stand by. Returns at once when the server keeps none. */
    void awaitStandbys(int count) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE;
        for (OptionalDouble now = gauge("mayfly_standby_ready"); now.isPresent() && now.getAsDouble() < count; now = gauge("mayfly_standby_ready")) {
            check(until, "no standby");
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void check(long until, String missing) {
        if (System.nanoTime() > until) throw new IllegalStateException(missing + " after 3 min; see the server's log in target/bench");
    }

    /** Empty when the server has no such metric, or has none at all. */
    private OptionalDouble gauge(String name) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(metrics, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) return OptionalDouble.empty();
        Matcher line = Pattern.compile("^" + name + "(?:\\{[^}]*})? ([-+.0-9eE]+)$", Pattern.MULTILINE).matcher(answer.body());
        return line.find() ? OptionalDouble.of(Double.parseDouble(line.group(1))) : OptionalDouble.empty();
    }
}
