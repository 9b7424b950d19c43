package mayfly.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import mayfly.testing.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is killed, deleted or doubled while jobs run. */
class KilledIT {
    private static final String COUNT = "processes/count/execution";
    @TempDir static Path folder;
    private static Server server;
    private final Browser browser = server.browser();

    @BeforeAll static void start() throws Exception {
        Path once = Files.createDirectories(folder.resolve("processes"));
        Files.writeString(once.resolve("once.yaml"), Files.readString(Path.of("etc/processes/count.yaml")).replace("id: count", "id: once") + "retry: {attempts: 1}\n");
        server = Server.start(folder, Map.of("MAYFLY_SLOTS", "3", "MAYFLY_LEASE", "2s", "MAYFLY_PROCESSES", once.toString()));
    }

    @AfterAll static void stop() {
        server.close();
    }

    @Test void aWorkerKilledIsFollowedByAnotherAndThePageSaysWhy() throws Exception {
        String job = slow(3, 1);
        server.await(job, "running");
        Server.signal(server.worker(job).pid(), "KILL");
        Server.until("it says what happened", 30, () -> browser.get("jobs/" + job).body().contains("signal 9, KILL"));
        assertTrue(server.status(job).contains("accepted"), server.status(job));
        HttpResponse<String> page = browser.follow(browser.get("jobs/" + job));
        assertTrue(page.uri().getPath().endsWith("/results"), page.body());
        assertTrue(page.body().contains("attempt 2"), page.body());
    }

    @Test void aWorkerKilledIsSaidToBeKilled() throws Exception {
        String job = once();
        server.await(job, "running");
        Server.signal(server.worker(job).pid(), "KILL");
        long begun = System.nanoTime();
        HttpResponse<String> page = browser.follow(browser.get("jobs/" + job));
        assertTrue(System.nanoTime() - begun < 8_000_000_000L, "it took " + (System.nanoTime() - begun) / 1_000_000 + " ms");
        assertTrue(page.uri().getPath().endsWith("/error"));
        assertTrue(page.body().contains("signal 9, KILL"), page.body());
        assertEquals(500, browser.get("jobs/" + job + "/results?f=json").statusCode());
    }

    @Test void theWebServerKilledInMidJobAdoptsItsWorker() throws Exception {
        String job = slow(12, 0.5);
        server.await(job, "running");
        long worker = server.worker(job).pid();
        server.killAlone();
        server.start();
        HttpResponse<String> page = browser.follow(browser.get("jobs/" + job));
        assertTrue(page.uri().getPath().endsWith("/results"), page.body());
        assertTrue(page.body().contains("Worker</dt><dd>" + worker + " on "), page.body());
        assertTrue(page.body().contains("attempt 1"), page.body());
    }

    @Test void theWebServerAndTheWorkerKilledTogether() throws Exception {
        String job = once();
        server.await(job, "running");
        long worker = server.worker(job).pid();
        server.killAlone();
        Server.signal(worker, "KILL");
        server.start();
        server.await(job, "failed");
        assertTrue(server.status(job).contains("Its worker was lost"), server.status(job));
    }

    @Test void aRuntimeFolderDeletedIsLaidAgain() throws Exception {
        try (var files = Files.walk(server.home().resolve("runtime"))) {
            for (Path f : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(f);
        }
        assertTrue(browser.form("processes/table-profile/execution", "table.sample", "x").statusCode() == 422);
        HttpResponse<String> form = browser.get("processes/table-profile?sample=weather");
        assertEquals(200, form.statusCode());
        String job = slow(1, 0);
        server.await(job, "successful");
    }

    @Test void twoOnOneHomeShareItsJobs() throws Exception {
        Path second = Files.createDirectories(folder.resolve("second"));
        try (Server other = Server.start(second, server.home(), Path.of(System.getProperty("java.home"), "bin", "java"), Map.of("MAYFLY_SLOTS", "3", "MAYFLY_LEASE", "2s"))) {
            String mine = slow(3, 0.3);
            String theirs = Browser.job(other.browser().form(COUNT, "start", "1", "end", "3", "pause", "0.3"));
            assertNotEquals(mine, theirs);
            other.await(mine, "successful");
            server.await(theirs, "successful");
            String across = Browser.job(other.browser().form(COUNT, "start", "1", "end", "8", "pause", "0.5"));
            server.await(across, "running");
            other.stop();
            server.await(across, "successful");
            assertTrue(Files.isDirectory(server.home().resolve("jobs").resolve(across).resolve("1")));
            assertTrue(Files.notExists(server.home().resolve("jobs").resolve(across).resolve("2")), "a second attempt");
        }
    }

    private String once() throws Exception {
        return Browser.job(browser.form("processes/once/execution", "start", "1", "end", "1", "pause", "600"));
    }

    private String slow(int end, double pause) throws Exception {
        return Browser.job(browser.form(COUNT, "start", "1", "end", "" + end, "pause", "" + pause));
    }
}
