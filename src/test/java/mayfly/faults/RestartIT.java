package mayfly.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mayfly.testing.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code systemctl restart mayfly} does, by the unit file's KillMode=process: TERM to the server alone, and a new one. */
class RestartIT {
    private static final String COUNT = "processes/count/execution";
    @TempDir Path folder;

    @Test void jobsRunningAndQueuedEndAsIfNothingHadHappened() throws Exception {
        try (Server server = Server.start(folder, Map.of("MAYFLY_SLOTS", "2", "MAYFLY_LEASE", "2s"))) {
            Browser browser = server.browser();
            String shortJob = submit(browser, 3, 0.5);
            String longJob = submit(browser, 20, 0.5);
            String queued = submit(browser, 2, 0);
            server.await(shortJob, "running");
            server.await(longJob, "running");
            long worker = server.worker(longJob).pid();
            server.stop();
            assertTrue(ProcessHandle.of(worker).isPresent(), "its worker has gone with the server");
            assertEquals(0, redisServers(server), "the embedded Redis has not ended");
            Server.until("one job has ended while nobody was there", 30, () -> Files.exists(server.attempt(shortJob).resolve("result.json")));
            server.start();
            for (String job : new String[] {shortJob, longJob, queued}) {
                server.await(job, "successful");
                assertTrue(Files.notExists(server.home().resolve("jobs").resolve(job).resolve("2")), "a second attempt");
            }
            assertTrue(browser.get("jobs/" + longJob + "/results").body().contains("Worker</dt><dd>" + worker + " on "));
            assertEquals("", server.faults());
        }
    }

    private static long redisServers(Server server) {
        String bin = server.home().resolve("redis/bin").toString();
        return ProcessHandle.allProcesses().filter(p -> p.info().command().filter(c -> c.startsWith(bin)).isPresent()).count();
    }

    private static String submit(Browser browser, int end, double pause) throws Exception {
        return Browser.job(browser.form(COUNT, "start", "1", "end", "" + end, "pause", "" + pause));
    }
}
