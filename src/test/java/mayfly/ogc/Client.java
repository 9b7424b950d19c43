package mayfly.ogc;

import java.io.File;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mayfly.testing.Described;
import mayfly.testing.RunningMayfly;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that speaks to one Mayfly, the same for all tests here; keeps its cookie, so that its jobs are its own. */
final class Client {
    private static RunningMayfly shared;
    private final RunningMayfly server;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(new CookieManager()).connectTimeout(Duration.ofSeconds(5)).build();

    Client(RunningMayfly server) {
        this.server = server;
    }

    /** Of a server that all tests share; it ends with their JVM. */
    static Client fresh() throws Exception {
        return new Client(shared());
    }

    private static synchronized RunningMayfly shared() throws Exception {
        if (shared == null) {
            Path folder = Files.createTempDirectory("mayfly-ogc");
            Path processes = Path.of("src/test/resources/mayfly/ogc/processes").toAbsolutePath();
            shared = new RunningMayfly(folder, Map.of("MAYFLY_SLOTS", "4", "MAYFLY_PROCESSES", processes.toString(), "MAYFLY_SYNC_MOST", "20s"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                shared.close();
                deleted(folder.toFile());
            }));
        }
        return shared;
    }

    private static void deleted(File file) {
        File[] files = Files.isSymbolicLink(file.toPath()) ? null : file.listFiles();
        if (files != null) for (File f : files) deleted(f);
        file.delete();
    }

    RunningMayfly server() {
        return server;
    }

    /** @param headers names and values, in turn */
    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, null, headers);
    }

    HttpResponse<String> execute(String process, String body, String... headers) throws IOException, InterruptedException {
        return send("POST", "/processes/" + process + "/execution", body, headers);
    }

    /** The same, without waiting for the answer. */
    CompletableFuture<HttpResponse<String>> begin(String process, String body, String... headers) {
        return http.sendAsync(request("POST", "/processes/" + process + "/execution", body, headers), BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) throws IOException, InterruptedException {
        return Described.checked(http.send(request(method, path, body, headers), BodyHandlers.ofString()));
    }

    HttpResponse<byte[]> bytes(String method, String path, String body, String... headers) throws IOException, InterruptedException {
        return Described.checked(http.send(request(method, path, body, headers), BodyHandlers.ofByteArray()));
    }

    private HttpRequest request(String method, String path, String body, String... headers) {
        URI url = URI.create(path.startsWith("http") ? path : server.url(path));
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(60));
        if (body == null) request.method(method, BodyPublishers.noBody());
        else request.method(method, BodyPublishers.ofString(body)).header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) request.setHeader(headers[i], headers[i + 1]);
        return request.build();
    }

    /** The job that an answer names, as a path. */
    String job(HttpResponse<?> answer) {
        String location = header(answer, "Location");
        if (!location.startsWith(server.url("/jobs/"))) throw new AssertionError(answer.statusCode() + ": no absolute address of a job: " + location + " " + answer.body());
        return location.substring(server.url("").length());
    }

    /** Once it has ended. */
    JsonNode ended(String job) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            JsonNode status = json(get(job));
            if (status.path("finished").isString()) return status;
            if (System.nanoTime() > deadline) throw new AssertionError("still under way: " + status);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    static String type(HttpResponse<?> answer) {
        return header(answer, "Content-Type").split(";")[0];
    }
}
