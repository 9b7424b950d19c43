package mayfly.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code java -jar mayfly.war}, one of several on one home and one Redis. */
final class WebNode extends Part {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path war;
    private final Path folder;
    private final Map<String, String> settings;
    private final int port = Ports.free();

    /** @param settings by name of the environment variable */
    WebNode(String name, Path war, Path folder, Map<String, String> settings) throws IOException {
        super(name);
        this.war = war;
        this.folder = Files.createDirectories(folder);
        this.settings = settings;
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    ProcessBuilder command() throws IOException {
        Path temp = Files.createDirectories(folder.resolve("temp"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        var builder = new ProcessBuilder(List.of(java.toString(), "-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + temp, "-jar", war.toString()));
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(settings);
        builder.environment().put("MAYFLY_PORT", Integer.toString(port));
        return builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    }

    @Override
    boolean answers() {
        try {
            var request = HttpRequest.newBuilder(url("/health/live")).timeout(Duration.ofSeconds(2)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
