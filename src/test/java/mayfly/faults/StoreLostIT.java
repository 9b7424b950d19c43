package mayfly.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mayfly.testing.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The embedded Redis is killed and its files are deleted, under a Mayfly at work; the command brings everything back while it goes on. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class StoreLostIT {
    private static final String COUNT = "processes/count/execution";
    @TempDir static Path folder;

    @Test void everythingComesBackWithoutARestart() throws Exception {
        try (var server = Server.start(folder, Map.of("MAYFLY_SLOTS", "1", "MAYFLY_LEASE", "2s", "MAYFLY_OPERATOR_PASSWORD", "operator-of-tests"))) {
            Browser browser = server.browser();
            String done = Browser.job(browser.form(COUNT, "start", "1", "end", "3"));
            server.await(done, "successful");
            String results = browser.get("jobs/" + done + "/results?f=json").body();
            String running = Browser.job(browser.form(COUNT, "start", "1", "end", "9", "pause", "100"));
            server.await(running, "running");
            String token = browser.token("processes/count");
            String queued = Browser.job(browser.form(COUNT, "form-token", token, "start", "1", "end", "2"));
            String dismissed = Browser.job(browser.form(COUNT, "start", "1", "end", "2"));
            browser.request("DELETE", "jobs/" + dismissed);
            ProcessHandle worker = server.worker(running);

            lose(server);
            HttpResponse<String> status = browser.get("jobs/" + running);
            assertEquals(503, status.statusCode());
            assertTrue(status.body().contains("The record of this job is missing"), status.body());
            Server.until("it says so", 60, () -> Files.readString(server.log()).contains("has no record of 4 jobs"));
            String basic = "Basic " + Base64.getEncoder().encodeToString("operator:operator-of-tests".getBytes());
            assertTrue(browser.get("operator", "Authorization", basic).body().contains("4\u00a0jobs have a folder and no record"));

            Restoring dry = Restoring.run(server, "--dry-run");
            assertEquals("0 successful running queued dismissed", dry.exit() + " " + String.join(" ", List.of(dry.as(done), dry.as(running), dry.as(queued), dry.as(dismissed))), dry.output());
            assertEquals(503, browser.get("jobs/" + queued).statusCode(), "a dry run only looks");
            Restoring real = Restoring.run(server);
            assertEquals(0, real.exit(), real.output());
            assertTrue(real.output().contains("4 restored"), real.output());
            assertTrue(Restoring.run(server).output().contains("0 restored, 0 left out, 4 had a record"), "twice does no more");

            assertTrue(server.status(running).contains("\"status\":\"running\""), server.status(running));
            assertTrue(worker.isAlive(), "it is the same worker");
            assertEquals(results, browser.get("jobs/" + done + "/results?f=json").body());
            assertEquals(303, browser.get("jobs/" + done).statusCode());
            assertEquals("dismissed", server.status(dismissed).replaceAll("(?s).*\"status\":\"([a-z]+)\".*", "$1"));
            assertEquals(queued, Browser.job(browser.form(COUNT, "form-token", token, "start", "1", "end", "2")), "its token leads to it");
            assertEquals(200, browser.request("DELETE", "jobs/" + running).statusCode(), "its owner has his say again");
            Server.until("its worker is ended", 60, () -> !worker.isAlive());
            server.await(queued, "successful");
            String after = Browser.job(browser.form(COUNT, "start", "1", "end", "2"));
            server.await(after, "successful");
            String list = browser.get("jobs").body();
            assertTrue(list.indexOf(after) < list.indexOf(queued) && list.indexOf(queued) < list.indexOf(running) && list.indexOf(running) < list.indexOf(done), "newest first");
            assertEquals("", server.faults());
        }
    }

    /** Killed; what watches it finds nothing that it could load when it starts it again. */
    private static void lose(Server server) throws Exception {
        Path redis = server.home().resolve("redis");
        long pid = Long.parseLong(Files.readString(redis.resolve("pid")).strip());
        Server.signal(pid, "STOP");
        try (var files = Files.walk(redis.resolve("data"))) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(file);
        }
        Server.signal(pid, "KILL");
        Server.until("another runs", 30, () -> !Files.readString(redis.resolve("pid")).strip().equals(Long.toString(pid)) && server.browser().get("health/ready").statusCode() == 200);
    }
}
