package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class FirstVisitorTest {
    private static final String LIST = "{\"processes\": [{\"title\": \"Count\", \"id\": \"count\"}, {\"id\": \"echo\"}]}";

    @Test
    void goesTheWayOfASubmissionAgainAndAgainAndIsRefused() throws IOException {
        Map<String, Integer> visits = new ConcurrentHashMap<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            visits.merge(exchange.getRequestMethod() + " " + exchange.getRequestURI() + (body.isEmpty() ? "" : " " + body), 1, Integer::sum);
            byte[] answer = LIST.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 422 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            new FirstVisitor("http://127.0.0.1:" + server.getAddress().getPort() + "/mayfly/").visit();
        } finally {
            server.stop(0);
        }
        String post = "POST /mayfly/processes/count/execution {\"inputs\": {\"no process has this input\": 1}}";
        assertEquals(java.util.Set.of("GET /mayfly/processes", "GET /mayfly/jobs", post), visits.keySet());
        assertTrue(visits.get(post) > 20, visits::toString);
    }
}
