package mayfly.queue.outbound;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real server somewhere else, on the loopback address, that remembers what it was asked. */
public final class Upstream implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** @param headers by their names in small letters, the first of each */
    public record Asked(String method, String path, Map<String, String> headers, String body) { }

    /** Answers one request. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    public Upstream() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    /** For this path and those below it. */
    public Upstream at(String path, Answer answer) {
        server.createContext(path, exchange -> {
            try (exchange) {
                Map<String, String> headers = new TreeMap<>();
                exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
                asked.add(new Asked(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                answer.to(exchange);
            }
        });
        return this;
    }

    /** A text with further headers: name, value, ... */
    public static Answer text(int status, String body, String... headers) {
        return bytes(status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public static Answer bytes(int status, byte[] body, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        };
    }

    public static Answer moved(String to) {
        return text(302, "elsewhere", "Location", to);
    }

    /** What was asked so far, oldest first. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** As the setting of listed hosts has it. */
    public String host() {
        return "127.0.0.1:" + port();
    }

    public String url(String path) {
        return "http://" + host() + path;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
