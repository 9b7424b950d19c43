package mayfly.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server of OGC API - Processes as somebody else might write it: as little as the standard asks for, relative addresses, no progress, no messages, problems in words of its own.
 * Jobs end at the third look.
 */
final class ForeignServer implements AutoCloseable {
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final Map<String, AtomicInteger> looks = new ConcurrentHashMap<>();
    /** Bodies of execute requests, as they came. */
    final List<String> executed = new CopyOnWriteArrayList<>();
    /** {@code METHOD path: value of Authorization} of every request. */
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> keys = new CopyOnWriteArrayList<>();
    /** Answers to give to the next execute requests: none, the connection is closed. */
    final AtomicInteger cuts = new AtomicInteger();
    /** Looks at a job that are answered 503. */
    final AtomicInteger busy = new AtomicInteger();
    volatile boolean knowsKeys;
    volatile String elsewhere = "";

    ForeignServer() throws IOException {
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/ogc";
    }

    private void answer(HttpExchange call) throws IOException {
        String path = call.getRequestURI().toString().replaceFirst("^/ogc", "");
        asked.add(call.getRequestMethod() + " " + path + ": " + call.getRequestHeaders().getFirst("Authorization"));
        try (call) {
            switch (call.getRequestMethod() + " " + path.replaceAll("\\?.*", "")) {
                case "GET /" -> json(call, 200, "{\"links\": [" + (knowsKeys ? "{\"rel\": \"service-desc\", \"href\": \"openapi\"}" : "") + "]}");
                case "GET /openapi" -> json(call, 200, "{\"paths\": {\"/processes/{id}/execution\": {\"post\": {\"parameters\": [{\"in\": \"header\", \"name\": \"Idempotency-Key\"}]}}}}");
                case "GET /processes" -> json(call, 200, path.contains("page=2") ? "{\"processes\": [{\"id\": \"upper\", \"version\": \"1\"}], \"links\": []}"
                        : "{\"processes\": [{\"id\": \"buffer\", \"version\": \"1\", \"title\": \"Buf\\u001b[31mfer\"}], \"links\": [{\"rel\": \"next\", \"href\": \"processes?page=2\"}]}");
                case "GET /processes/buffer" -> json(call, 200, "{\"id\": \"buffer\", \"version\": \"1\", \"inputs\": {\"distance\": {\"schema\": {\"type\": \"number\"}}, \"ring\": {\"maxOccurs\": 9, \"schema\": {\"type\": \"integer\"}},"
                        + " \"shape\": {\"schema\": {\"type\": \"object\"}}, \"note\": {\"schema\": {\"type\": \"string\"}}, \"quick\": {\"schema\": {\"type\": \"boolean\"}},"
                        + " \"table\": {\"schema\": {\"type\": \"string\", \"contentEncoding\": \"base64\", \"contentMediaType\": \"text/csv\"}}}}");
                case "GET /processes/upper" -> json(call, 200, "{\"id\": \"upper\", \"version\": \"1\", \"jobControlOptions\": [\"sync-execute\"], \"inputs\": {\"text\": {\"schema\": {\"type\": \"string\"}}}}");
                case "POST /processes/buffer/execution" -> begin(call);
                case "POST /processes/upper/execution" -> send(call, 200, "text/plain", "HELLO, AND NO " + call.getRequestHeaders().getFirst("Prefer"));
                case "GET /jobs/good", "GET /jobs/bad", "GET /jobs/gone" -> look(call, path.substring(6));
                case "DELETE /jobs/good" -> json(call, 200, "{\"jobID\": \"good\", \"type\": \"process\", \"status\": \"dismissed\"}");
                case "GET /jobs/good/results" -> json(call, 200, "{\"area\": 12.5, \"map\": {\"href\": \"../files/map.png\", \"type\": \"image/png\"}, \"text\": {\"value\": \"aGVsbG8=\", \"mediaType\": \"text/plain\", \"encoding\": \"base64\"},"
                        + " \"../../evil\": {\"value\": {\"a\": [1]}, \"mediaType\": \"application/geo+json\"}, \"far\": {\"href\": \"" + elsewhere + "\", \"title\": \"../../far.csv\"}}");
                case "GET /jobs/files/map.png", "GET /files/map.png" -> send(call, 200, "image/png", "PNG");
                case "GET /moved" -> {
                    call.getResponseHeaders().set("Location", elsewhere);
                    call.sendResponseHeaders(302, -1);
                }
                default -> send(call, 404, "text/html", "<h1>Not \u001b[2Jfound</h1>");
            }
        }
    }

    private void begin(HttpExchange call) throws IOException {
        executed.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        keys.add(call.getRequestHeaders().getFirst("Idempotency-Key"));
        if (cuts.getAndDecrement() > 0) return;
        String job = executed.get(0).contains("\"distance\":-1") ? "bad" : executed.get(0).contains("\"distance\":0") ? "gone" : "good";
        call.getResponseHeaders().set("Location", "../../jobs/" + job);
        json(call, 201, "{\"jobID\": \"" + job + "\", \"type\": \"process\", \"status\": \"accepted\"}");
    }

    private void look(HttpExchange call, String job) throws IOException {
        if (busy.getAndDecrement() > 0) {
            send(call, 503, "text/plain", "later");
            return;
        }
        int look = looks.computeIfAbsent(job, j -> new AtomicInteger()).incrementAndGet();
        String end = job.equals("bad") ? "failed" : job.equals("gone") ? "dismissed" : "successful";
        json(call, 200, "{\"jobID\": \"" + job + "\", \"type\": \"process\", \"status\": \"" + (look < 3 ? "running" : end) + "\"" + (look < 3 || job.equals("good") ? "" : ", \"message\": \"it has \\u001b]0;ended\"") + "}");
    }

    private static void json(HttpExchange call, int status, String body) throws IOException {
        send(call, status, "application/json", body);
    }

    private static void send(HttpExchange call, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", type);
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
