package mayfly.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Hands requests on to a server, and of the first ones that send something loses the answer. */
final class CuttingProxy implements AutoCloseable {
    private static final Pattern PASSED_ON = Pattern.compile("(?i)accept|content-type|cookie|prefer|idempotency-key");
    private final HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final HttpClient http = HttpClient.newHttpClient();
    private final String server;
    private final AtomicInteger cuts;
    final AtomicInteger posts = new AtomicInteger();

    CuttingProxy(String server, int cuts) throws IOException {
        this.server = server;
        this.cuts = new AtomicInteger(cuts);
        proxy.createContext("/", this::handOn);
        proxy.start();
    }

    String url() {
        return "http://127.0.0.1:" + proxy.getAddress().getPort();
    }

    private void handOn(HttpExchange call) throws IOException {
        try (call) {
            var request = HttpRequest.newBuilder(URI.create(server + call.getRequestURI())).method(call.getRequestMethod(), BodyPublishers.ofByteArray(call.getRequestBody().readAllBytes()));
            call.getRequestHeaders().forEach((name, values) -> {
                if (PASSED_ON.matcher(name).matches()) values.forEach(v -> request.header(name, v));
            });
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            if (call.getRequestMethod().equals("POST")) posts.incrementAndGet();
            if (call.getRequestMethod().equals("POST") && cuts.getAndDecrement() > 0) return;
            for (String name : new String[] {"Content-Type", "Location", "Set-Cookie"}) answer.headers().firstValue(name).ifPresent(v -> call.getResponseHeaders().set(name, v));
            call.sendResponseHeaders(answer.statusCode(), answer.body().length);
            call.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        proxy.stop(0);
    }
}
