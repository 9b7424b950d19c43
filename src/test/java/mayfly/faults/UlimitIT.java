package mayfly.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import mayfly.testing.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The system gives no more processes and threads ({@code ulimit -u}), or no more open files ({@code ulimit -n}), and then does again. */
class UlimitIT {
    private static final String COUNT = "processes/count/execution";
    private static final Map<String, String> SETTINGS = Map.of("MAYFLY_LEASE", "2s", "MAYFLY_SLOTS", "2");
    /** Nobody's: the limit counts all processes of a user, and root has none. */
    private static final String USER = "64123";
    private static final String[] AS = {"setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"};
    @TempDir Path folder;

    @Test void noMoreProcesses() throws Exception {
        boolean able = SmallDisk.run("setpriv", AS[1], AS[2], AS[3], "true") == 0 && SmallDisk.run("prlimit", "--version") == 0;
        if (!able) System.err.println("SKIPPED: only root can become another user, by setpriv, and only Linux has prlimit");
        assumeTrue(able, "no setpriv or no prlimit here");
        assertEquals(0, SmallDisk.run("chown", USER + ":" + USER, folder.toString()));
        Files.createDirectories(folder.resolve("temp"));
        assertEquals(0, SmallDisk.run("chown", USER + ":" + USER, folder.resolve("temp").toString()));
        try (Server server = Server.under(List.of(AS), folder, SETTINGS)) {
            Browser browser = server.browser();
            String running = submit(browser, 8, 0.5);
            server.await(running, "running");
            limit(server, "--nproc=1:", AS);
            String refused = submit(browser, 2, 0);
            Server.until("it is told that no worker could be started", 60, () -> browser.get("jobs/" + refused).body().contains("could not be started"));
            assertEquals(200, browser.get("jobs").statusCode());
            server.await(running, "successful");
            limit(server, "--nproc=4096:", AS);
            server.await(refused, "successful");
            server.await(submit(browser, 2, 0), "successful");
        }
    }

    @Test void noMoreOpenFiles() throws Exception {
        boolean able = SmallDisk.run("prlimit", "--version") == 0;
        if (!able) System.err.println("SKIPPED: no prlimit here");
        assumeTrue(able, "no prlimit here");
        try (Server server = Server.start(folder, SETTINGS)) {
            Browser browser = server.browser();
            String running = submit(browser, 4, 0.5);
            server.await(running, "running");
            assertEquals(200, browser.get("jobs/" + running).statusCode());
            limit(server, "--nofile=16:");
            var meanwhile = CompletableFuture.supplyAsync(() -> page(server.browser(), "jobs/" + running));
            Server.until("the job has ended meanwhile", 60, () -> Files.exists(server.attempt(running).resolve("result.json")));
            limit(server, "--nofile=4096:");
            assertTrue(List.of(200, 303, 503).contains(meanwhile.join()), "the page asked for meanwhile: " + meanwhile.join() + "\n" + Files.readString(server.log()));
            server.await(running, "successful");
            String next = submit(browser, 2, 0);
            server.await(next, "successful");
            assertEquals(200, browser.get("jobs/" + next + "/results").statusCode());
        }
    }

    private static int page(Browser browser, String path) {
        try {
            HttpResponse<String> answer = browser.get(path);
            return answer.statusCode();
        } catch (Exception e) {
            return 503; // refused or reset at the door
        }
    }

    /** Sets the soft limit, as the server's own user: root needs a further right for another's. @param limit as prlimit takes it */
    private static void limit(Server server, String limit, String... as) throws Exception {
        assertEquals(0, SmallDisk.run(Stream.concat(Stream.of(as), Stream.of("prlimit", "--pid=" + server.pid(), limit)).toArray(String[]::new)));
    }

    private static String submit(Browser browser, int end, double pause) throws Exception {
        return Browser.job(browser.form(COUNT, "start", "1", "end", "" + end, "pause", "" + pause));
    }
}
