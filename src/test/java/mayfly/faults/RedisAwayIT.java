package mayfly.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mayfly.app.redis.EmbeddedRedis;
import mayfly.testing.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that the deployment runs itself, and that goes away or freezes. */
class RedisAwayIT {
    private static final String COUNT = "processes/count/execution";
    @TempDir static Path folder;
    private static EmbeddedRedis redis;
    private static Server server;
    private final Browser browser = server.browser();

    @BeforeAll static void start() throws Exception {
        redis = EmbeddedRedis.start(folder, InstantSource.system());
        server = Server.start(folder, Map.of("MAYFLY_REDIS_URI", redis.uri().toString(), "MAYFLY_SLOTS", "2", "MAYFLY_LEASE", "2s"));
    }

    @AfterAll static void stop() {
        server.close();
        redis.stop();
    }

    /** The worker goes on, keeps its result on disk, and delivers; submissions meanwhile leave nothing behind. */
    @Test void awayInMidJob() throws Exception {
        String token = browser.token("processes/count");
        String files = browser.token("processes/echo");
        long before = jobs();
        String job = Browser.job(browser.form(COUNT, "start", "1", "end", "4", "pause", "0.5"));
        server.await(job, "running");
        redis.stop();
        HttpResponse<String> page = browser.get("jobs/" + job);
        assertEquals(503, page.statusCode(), page.body());
        assertTrue(page.body().contains("Running jobs go on"), page.body());
        assertTrue(page.headers().firstValue("Refresh").orElse("").endsWith("url=/jobs/" + job));
        for (HttpResponse<String> refused : List.of(browser.form(COUNT, "form-token", token, "start", "1", "end", "2"), browser.json(COUNT, "{\"inputs\":{\"start\":1,\"end\":2}}"))) {
            assertEquals(503, refused.statusCode(), refused.body());
            assertTrue(Integer.parseInt(refused.headers().firstValue("Retry-After").orElse("0")) > 0);
        }
        Browser.Multipart upload = new Browser.Multipart().text("form-token", files).text("text", "typed before").file("file", "large.bin", new byte[100_000]);
        HttpResponse<String> form = browser.multipart("processes/echo/execution", upload);
        assertEquals(503, form.statusCode(), form.body());
        assertTrue(form.body().contains("typed before") && form.body().contains("large.bin") && form.body().contains("files that have arrived are kept"), form.body());
        assertEquals("503 200", browser.get("health/ready").statusCode() + " " + browser.get("health/live").statusCode());
        Server.until("the result is on disk", 30, () -> Files.exists(server.attempt(job).resolve("result.json")));
        redis = EmbeddedRedis.start(folder, InstantSource.system());
        HttpResponse<String> results = browser.follow(browser.get("jobs/" + job));
        assertTrue(results.uri().getPath().endsWith("/results"), results.body());
        assertEquals(before + 1, jobs());
        assertEquals(303, browser.form(COUNT, "form-token", token, "start", "1", "end", "2").statusCode());
        // The form that came back has all that was sent, and the same token, so that it makes one job however often it is sent.
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> sent = browser.form("processes/echo/execution", "form-token", hidden(form, "form-token"), "text", "typed before", "file.kept", hidden(form, "file.kept"));
            assertEquals(303, sent.statusCode(), sent.body());
        }
        assertEquals(before + 3, jobs());
    }

    /** Told that it was not accepted, nobody wants to find it running later: a frozen Redis has the order in its buffers. */
    @Test void frozenAtASubmission() throws Exception {
        long before = jobs();
        long pid = Long.parseLong(Files.readString(folder.resolve("redis/pid")).strip());
        Server.signal(pid, "STOP");
        try {
            var other = CompletableFuture.supplyAsync(() -> submit(server.browser()));
            assertEquals(503, submit(browser));
            assertEquals(503, other.join());
        } finally {
            Server.signal(pid, "CONT");
        }
        Server.until("it answers again", 30, () -> browser.get("health/ready").statusCode() == 200);
        assertEquals(before, jobs());
        String job = Browser.job(browser.form(COUNT, "start", "1", "end", "2"));
        server.await(job, "successful");
    }

    private static String hidden(HttpResponse<String> page, String name) {
        Matcher m = Pattern.compile("name=\"" + Pattern.quote(name) + "\" value=\"([^\"]+)\"").matcher(page.body());
        if (!m.find()) throw new AssertionError("no " + name + ": " + page.body());
        return m.group(1);
    }

    /** A record that somebody deleted by hand, or that a badly configured Redis evicted: no work is thrown away for it, and it can be restored. */
    @Test void aRecordDeletedNeitherBlocksTheQueueNorKeepsASlot() throws Exception {
        String one = Browser.job(browser.form(COUNT, "start", "1", "end", "2", "pause", "600"));
        String two = Browser.job(browser.form(COUNT, "start", "1", "end", "2", "pause", "600"));
        String queued = Browser.job(browser.form(COUNT, "start", "1", "end", "2"));
        server.await(one, "running");
        server.await(two, "running");
        for (String job : new String[] {one, two, queued}) redis("DEL", "mayfly:job:" + job);
        String next = Browser.job(browser.form(COUNT, "start", "1", "end", "2"));
        server.await(next, "successful");
        HttpResponse<String> missing = browser.get("jobs/" + queued);
        assertEquals(503, missing.statusCode());
        assertTrue(missing.body().contains("The record of this job is missing") && missing.headers().firstValue("Refresh").isPresent(), missing.body());
        assertEquals(200, browser.get("jobs").statusCode());
        assertTrue(server.worker(one).isAlive() && server.worker(two).isAlive());
        Restoring restored = Restoring.run(server);
        assertEquals(0, restored.exit(), restored.output());
        for (String job : new String[] {one, two}) {
            assertTrue(server.status(job).contains("\"status\":\"running\""), restored.output() + server.status(job));
            browser.request("DELETE", "jobs/" + job);
        }
        server.await(queued, "successful");
        Server.until("its workers are gone", 30, () -> Server.workers(one).findAny().isEmpty() && Server.workers(two).findAny().isEmpty());
    }

    private static int submit(Browser browser) {
        try {
            return browser.json(COUNT, "{\"inputs\":{\"start\":1,\"end\":2}}").statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static long jobs() throws Exception {
        return Long.parseLong(redis("EVAL", "return #redis.call('KEYS', 'mayfly:job:*')", "0"));
    }

    private static String redis(String... command) throws Exception {
        try (var resp = new mayfly.store.Resp(redis.uri(), 10_000)) {
            return String.valueOf(resp.call(command));
        }
    }
}
