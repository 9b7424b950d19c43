package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LaneTest {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Lane lane = new Lane(2);
    private final Semaphore inside = new Semaphore(0);
    private final CountDownLatch go = new CountDownLatch(1);

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        var handler = new ServletContextHandler("/");
        handler.addServlet(new ServletHolder(new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) {
                if (!lane.carry(request, carried -> work(carried, response))) response.setStatus(503);
            }
        }), "/*");
        server.setHandler(handler);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        go.countDown();
        lane.close();
        server.stop();
    }

    private boolean work(HttpServletRequest request, HttpServletResponse response) {
        inside.release();
        try {
            if (request.getRequestURI().equals("/wait")) go.await();
            if (request.getRequestURI().equals("/fail")) throw new IllegalStateException("on purpose");
            response.getOutputStream().print(Thread.currentThread().getName());
        } catch (InterruptedException e) {
            response.setStatus(500);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return true;
    }

    private CompletableFuture<HttpResponse<String>> get(String path) {
        return http.sendAsync(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + path)).build(), BodyHandlers.ofString());
    }

    @Test
    void hasThreadsOfItsOwnAndRefusesWhenItIsFull() throws Exception {
        var first = get("/wait");
        var second = get("/wait");
        inside.acquire(2);
        assertEquals(503, get("/wait").get().statusCode());
        go.countDown();
        for (var answer : java.util.List.of(first, second)) {
            assertEquals(200, answer.get().statusCode());
            assertTrue(answer.get().body().startsWith("mayfly-lane-"), answer.get().body());
        }
    }

    @Test
    void workThatFailsLeavesItsPlace() throws Exception {
        for (int i = 0; i < 5; i++) get("/fail").get();
        assertTrue(get("/").get().body().startsWith("mayfly-lane-"));
    }

    @Test
    void interruptsWhatIsUnderWayAndLeavesNoThread() throws Exception {
        var waiting = get("/wait");
        inside.acquire();
        lane.close();
        assertEquals(500, waiting.get().statusCode());
        assertFalse(Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().startsWith("mayfly-lane-")), "a thread is left");
        assertEquals(200, get("/").get().statusCode());
    }
}
