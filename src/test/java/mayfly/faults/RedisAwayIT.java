package mayfly.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
        assertEquals("503 200", browser.get("health/ready").statusCode() + " " + browser.get("health/live").statusCode());
        Server.until("the result is on disk", 30, () -> Files.exists(server.attempt(job).resolve("result.json")));
        redis = EmbeddedRedis.start(folder, InstantSource.system());
        HttpResponse<String> results = browser.follow(browser.get("jobs/" + job));
        assertTrue(results.uri().getPath().endsWith("/results"), results.body());
        assertEquals(before + 1, jobs());
        assertEquals(303, browser.form(COUNT, "form-token", token, "start", "1", "end", "2").statusCode());
        assertEquals(before + 2, jobs());
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

    /** A record that somebody deleted by hand. */
    @Test void aRecordDeletedNeitherBlocksTheQueueNorKeepsASlot() throws Exception {
        String one = Browser.job(browser.form(COUNT, "start", "1", "end", "2", "pause", "600"));
        String two = Browser.job(browser.form(COUNT, "start", "1", "end", "2", "pause", "600"));
        String queued = Browser.job(browser.form(COUNT, "start", "1", "end", "2"));
        server.await(one, "running");
        server.await(two, "running");
        for (String job : new String[] {one, two, queued}) redis("DEL", "mayfly:job:" + job);
        String next = Browser.job(browser.form(COUNT, "start", "1", "end", "2"));
        server.await(next, "successful");
        assertEquals(404, browser.get("jobs/" + queued).statusCode());
        assertEquals(200, browser.get("jobs").statusCode());
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
