package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is for operators is closed to everybody else, whichever way it is asked for. */
class OperatorGateTest {
    private static final List<String> ADDRESSES = List.of("/metrics", "/operator");
    private static final String CHALLENGE = "Basic realm=\"Mayfly operator\", charset=\"UTF-8\"";

    @TempDir
    private Path folder;
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        server = new WebServer(folder, "penguins.csv");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private HttpResponse<String> head(String address, String... headers) throws Exception {
        return Http.send(HttpRequest.newBuilder(server.url(address)).header("Accept", Http.HTML).method("HEAD", BodyPublishers.noBody()), headers);
    }

    @Test
    void everyMarkedAddressIsClosedToWhoeverDoesNotKnowThePassword() throws Exception {
        for (String address : ADDRESSES) {
            for (String[] none : new String[][] {{}, {"Authorization", basic("operator:wrong")}, {"Authorization", basic("root:" + WebServer.PASSWORD)}, {"Authorization", basic("operator:")},
                    {"Authorization", "Basic ~~~"}, {"Authorization", "Basic"}, {"Authorization", "Bearer token"}}) {
                HttpResponse<String> page = Http.page(server.url(address), none);
                assertEquals(401, page.statusCode(), address);
                assertEquals(CHALLENGE, header(page, "WWW-Authenticate"));
                assertEquals("private, no-store", header(page, "Cache-Control"));
                assertTrue(header(page, "Content-Type").startsWith("text/html"));
                assertTrue(page.body().contains("operator-password") && page.body().contains("mayfly.operator.password") && page.body().contains("401 Unauthorized"), page.body());
                assertFalse(page.body().contains("mayfly_") || page.body().contains("Slots used") || page.body().contains(WebServer.PASSWORD) || page.body().contains(folder.toString()), page.body());
            }
            HttpResponse<String> problem = Http.json(server.url(address));
            assertEquals(401, problem.statusCode(), address);
            assertEquals(CHALLENGE, header(problem, "WWW-Authenticate"));
            assertTrue(problem.body().contains("\"status\":401") && problem.body().contains("operator-password"), problem.body());
            assertEquals(401, head(address).statusCode());
            assertEquals(CHALLENGE, header(head(address), "WWW-Authenticate"));
        }
    }

    @Test
    void thePasswordOpensBothFaces() throws Exception {
        for (String address : ADDRESSES) {
            assertEquals(200, Http.page(server.url(address), "Authorization", WebServer.operator()).statusCode(), address);
            assertEquals(200, Http.json(server.url(address), "Authorization", WebServer.operator().replace("Basic", "bAsIc  ")).statusCode(), address);
            HttpResponse<String> head = head(address, "Authorization", WebServer.operator());
            assertEquals(200, head.statusCode(), address);
            assertEquals("", head.body());
            assertEquals("", header(Http.page(server.url(address), "Authorization", WebServer.operator(), "Cookie", "a=b"), "Set-Cookie"));
            assertEquals(405, Http.post(server.url(address), "text/plain", "", "Authorization", WebServer.operator()).statusCode(), address);
        }
        assertEquals(200, Http.page(server.url("/jobs"), "Authorization", basic("operator:wrong")).statusCode());
    }

    /** A server of its own, because the tries of all tests here come from one address. */
    @Test
    void guessingIsSlowedAndSaidOnceWithoutThePassword() throws Exception {
        var said = new StringBuffer();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord record) {
                said.append(record.getMessage()).append('\n');
            }

            @Override
            public void flush() { }

            @Override
            public void close() { }
        };
        Logger.getLogger("").addHandler(listener);
        try {
            for (int i = 0; i < FailedTries.MOST; i++) assertEquals(401, Http.page(server.url("/metrics"), "Authorization", basic("operator:guess" + i)).statusCode());
            for (String address : ADDRESSES) {
                HttpResponse<String> page = Http.page(server.url(address), "Authorization", WebServer.operator());
                assertEquals(429, page.statusCode());
                assertEquals("60", header(page, "Retry-After"));
                assertEquals("", header(page, "WWW-Authenticate"));
                assertTrue(page.body().contains("429 Too Many Requests"), page.body());
                assertEquals(429, Http.json(server.url(address), "Authorization", basic("operator:guess")).statusCode());
                assertEquals(429, head(address, "Authorization", WebServer.operator()).statusCode());
            }
            // Without a password nothing is tried, and everything else is open as before.
            assertEquals(401, Http.page(server.url("/metrics")).statusCode());
            assertEquals(200, Http.page(server.url("/")).statusCode());
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }
        assertEquals(1, said.toString().split("wrong operator passwords", -1).length - 1, said.toString());
        assertFalse(said.toString().contains("guess") || said.toString().contains(WebServer.PASSWORD), said.toString());
    }

    @Test
    void aSubscribersSixtyFourBitsAreOneAddress() {
        assertEquals("127.0.0.1", OperatorGate.network("127.0.0.1"));
        assertEquals(OperatorGate.network("[2001:db8:0:1:0:0:0:1]"), OperatorGate.network("2001:db8:0:1:aaaa:bbbb:cccc:dddd"));
        assertFalse(OperatorGate.network("2001:db8:0:1:0:0:0:1").equals(OperatorGate.network("2001:db8:0:2:0:0:0:1")));
    }
}
