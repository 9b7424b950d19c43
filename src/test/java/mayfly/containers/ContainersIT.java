package mayfly.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mayfly.testing.Browser;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same WAR in every server that it is made for, one after the other. */
class ContainersIT {
    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void servesAndStops(Container.Way way) throws Exception {
        try (Container container = Container.start(way, folder, Map.of())) {
            isAlive(container);
            keepsItsInsidesToItself(container);
            doesAJob(container);
            try (Socket upload = beginsAnUpload(container)) {
                drips(upload);
                container.stop();
            }
            assertEquals(0, Redis.running(container.home()), "redis-server left behind\n" + container.log());
            assertFalse(container.log().contains("has failed to stop it"), "threads left behind\n" + container.log());
        }
    }

    /** A container itself would answer 404 and say nothing. */
    @ParameterizedTest
    @EnumSource(names = {"TOMCAT_10", "TOMCAT_11", "JETTY_EE10"})
    void saysWhyItHasNotStarted(Container.Way way) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        try (Container container = Container.launch(way, folder, Map.of("MAYFLY_HOME", file + "/home", "MAYFLY_PORT", "8080"))) {
            container.awaitStatus("health/live", 503);
            String reason = "mayfly.home = " + file + "/home cannot be written";
            assertTrue(ServerProcess.get(container.url("")).body().startsWith("Mayfly has not started. " + reason));
            container.stop();
            assertTrue(container.log().contains(reason), container.log());
        }
    }

    private static void isAlive(Container container) throws Exception {
        HttpResponse<String> live = ServerProcess.get(container.url("health/live"));
        assertEquals("{\"status\":\"live\"}", live.body());
        assertTrue(live.headers().firstValue("Content-Type").orElse("").startsWith("application/json"), live.headers().toString());
        assertTrue(live.headers().firstValue("Set-Cookie").isEmpty());
    }

    private static void keepsItsInsidesToItself(Container container) throws Exception {
        for (String path : List.of("mayfly/app/boot/Main.class", "WEB-INF/web.xml", "META-INF/MANIFEST.MF", "mayfly/")) {
            int status = ServerProcess.get(container.url(path)).statusCode();
            assertTrue(status == 403 || status == 404, path + ": " + status);
        }
        assertFalse(ServerProcess.get(container.url("")).body().contains("Directory: "), "lists its folders");
    }

    /** Half of one; the thread that reads it must not keep the application from ending. */
    private static Socket beginsAnUpload(Container container) throws Exception {
        var socket = new Socket(container.url().getHost(), container.url().getPort());
        socket.getOutputStream().write(("POST " + container.url().getPath() + "processes/echo/execution HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=XX\r\nContent-Length: 100000\r\n\r\n"
                + "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"half\"\r\n\r\n" + "x".repeat(20_000)).getBytes());
        Path uploads = container.home().resolve("uploads");
        for (int i = 0; i < 600 && empty(uploads); i++) Thread.sleep(100);
        assertFalse(empty(uploads), "the upload has not begun");
        return socket;
    }

    private static void drips(Socket upload) {
        var thread = new Thread(() -> {
            try {
                while (!upload.isClosed()) {
                    upload.getOutputStream().write('.');
                    Thread.sleep(200);
                }
            } catch (Exception e) {
                // The server has ended.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static boolean empty(Path folder) {
        String[] names = folder.toFile().list();
        return names == null || names.length == 0;
    }

    /** One job by a program, and one from its form to its results as a browser without script goes. */
    private static void doesAJob(Container container) throws Exception {
        Browser browser = new Browser(container.url());
        String context = container.url().getPath();
        HttpResponse<String> accepted = browser.json("processes/count/execution", "{\"inputs\": {\"start\": 1, \"end\": 4}}");
        assertEquals(201, accepted.statusCode(), accepted.body());
        String job = Browser.job(accepted);
        assertEquals(container.url("jobs/" + job).toString(), accepted.headers().firstValue("Location").orElse(""));
        assertEquals(200, browser.follow(browser.get("jobs/" + job)).statusCode());
        assertEquals("{\"numbers\":[1,2,3,4]}", browser.get("jobs/" + job + "/results?f=json").body());
        HttpResponse<String> waited = browser.json("processes/count/execution", "{\"inputs\": {\"start\": 1, \"end\": 3, \"pause\": 0.2}}", "Prefer", "wait=50");
        assertEquals(200, waited.statusCode(), waited.body());
        assertEquals("{\"numbers\":[1,2,3]}", waited.body());
        assertEquals("19", waited.headers().firstValue("Content-Length").orElse("in pieces"), "a small answer says how long it is");
        HttpResponse<String> impatient = browser.json("processes/count/execution", "{\"inputs\": {\"start\": 1, \"end\": 3, \"pause\": 1}}", "Prefer", "wait=1");
        assertEquals(201, impatient.statusCode(), impatient.body());
        HttpResponse<String> sent = browser.form("processes/count/execution", "form-token", browser.token("processes/count"), "start", "1", "end", "3", "increment", "1", "pause", "0.2");
        assertEquals(303, sent.statusCode(), sent.body());
        HttpResponse<String> results = browser.follow(sent);
        assertEquals(context + "jobs/" + Browser.job(sent) + "/results", results.uri().getPath(), results.body());
        assertTrue(results.body().contains("action=\"" + context + "jobs/" + Browser.job(sent) + "/delete\""), "not its owner's page\n" + results.body());
        HttpResponse<String> table = browser.follow(browser.multipart("processes/table-profile/execution",
                new Browser.Multipart().text("form-token", browser.token("processes/table-profile")).file("table", "names \u00e4.csv", "a,b\n1,2\n3,4\n".getBytes())));
        assertEquals(200, table.statusCode(), table.body());
        assertTrue(table.uri().getPath().endsWith("/results") && table.body().contains("names \u00e4.csv"), table.body());
    }
}
