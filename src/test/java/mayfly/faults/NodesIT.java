package mayfly.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mayfly.testing.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two web nodes on one home and one Redis, which one of them keeps: either may be killed or stopped while jobs run. */
class NodesIT {
    private static final String QUICK = "processes/quick/execution";
    @TempDir static Path folder;
    private static Server one;
    private static Server two;

    @BeforeAll static void start() throws Exception {
        // Counts, and is tried again at once when its worker is lost.
        Files.writeString(Files.createDirectories(folder.resolve("processes")).resolve("quick.yaml"), """
                id: quick
                version: 1.0.0
                title: Quick
                description: Counts, and is soon tried again.
                inputs:
                  start: {title: First, schema: {type: integer}}
                  end: {title: Last, schema: {type: integer}}
                  increment: {title: Increment, minOccurs: 0, schema: {type: integer, default: 1}}
                  pause: {title: Pause, minOccurs: 0, schema: {type: number, default: 0}}
                outputs:
                  numbers: {title: Numbers, schema: {type: array, items: {type: integer}}}
                run: {java: mayfly.worker.samples.Count}
                limits: {memory: 64MiB, grace: 1s}
                retry: {attempts: 3, delay: 200ms, factor: 1}
                """);
        one = node("one", Map.of());
        two = node("two", Map.of());
    }

    @AfterAll static void stop() {
        two.close();
        one.close();
    }

    private static Server node(String name, Map<String, String> more) throws Exception {
        var settings = new HashMap<>(Map.of("MAYFLY_SLOTS", "8", "MAYFLY_LEASE", "2s", "MAYFLY_PROCESSES", folder.resolve("processes").toString()));
        settings.putAll(more);
        return Server.start(Files.createDirectories(folder.resolve(name)), folder.resolve("home"), Path.of(System.getProperty("java.home"), "bin", "java"), settings);
    }

    private static String quick(Server node, int end, double pause) throws Exception {
        return Browser.job(node.browser().form(QUICK, "start", "1", "end", "" + end, "pause", "" + pause));
    }

    private static boolean hasAttempt(String job, int attempt) {
        return Files.isDirectory(one.home().resolve("jobs").resolve(job).resolve("" + attempt));
    }

    /** Its second attempt is under way, as {@code two} sees it. */
    private static void again(String job) throws Exception {
        Server.until("the second attempt of " + job, 60, () -> hasAttempt(job, 2) && two.status(job).contains("\"running\""));
    }

    private static boolean isProved(Server node, String job) throws Exception {
        String page = node.browser().get("jobs/" + job + "/error").body();
        return page.contains("0 left") || page.contains("nothing is left of it");
    }

    private static void nodes(Server node, int count) throws Exception {
        Server.until(count + " nodes live", 60, () -> operator(node.browser(), "metrics").body().contains("\nmayfly_nodes " + count + "\n"));
    }

    private static HttpResponse<String> operator(Browser browser, String path) throws Exception {
        String password = Files.readString(one.home().resolve("operator-password")).strip();
        return browser.get(path, "Authorization", "Basic " + Base64.getEncoder().encodeToString(("operator:" + password).getBytes(StandardCharsets.UTF_8)));
    }

    @Test void aClientThatIsSentToEachInTurnSeesOneSite() throws Exception {
        var browser = new Browser(List.of(url(one), url(two)));
        String page = browser.multipart("processes/echo/execution", new Browser.Multipart().text("text", "").file("file", "kept.txt", "kept".getBytes())).body();
        String[] again = {"form-token", hidden(page, "form-token"), "text", "a", "file.kept", hidden(page, "file.kept")};
        String echo = Browser.job(browser.form("processes/echo/execution", again));
        assertEquals(echo, Browser.job(browser.form("processes/echo/execution", again)), "the form's token, on the other node");
        assertTrue(browser.follow(browser.get("jobs/" + echo)).body().contains("kept.txt"));

        String job = Browser.job(browser.form(QUICK, "form-token", browser.token("processes/quick"), "start", "1", "end", "1000", "pause", "1"));
        for (int i = 0; i < 2; i++) {
            one.await(job, "running");
            assertTrue(browser.get("jobs/" + job).body().contains("Cancel this job"), "it is not the owner's here");
            assertTrue(browser.get("jobs").body().contains("/jobs/" + job), "not on its owner's list");
            assertEquals(200, operator(browser, "operator").statusCode());
        }
        assertEquals(303, browser.form("jobs/" + job + "/dismiss", "token", browser.token("jobs/" + job)).statusCode());
        HttpResponse<String> ended = browser.follow(browser.get("jobs/" + job));
        assertTrue(ended.body().contains("You cancelled this job"), ended.body());
    }

    @Test void eitherIsKilledAndTheOtherGoesOnWithItsJobs() throws Exception {
        String steady = quick(one, 16, 0.5);
        String doomed = quick(one, 1000, 1);
        String other = quick(one, 1000, 1);
        for (String job : List.of(steady, doomed, other)) one.await(job, "running");
        long worker = one.worker(doomed).pid();
        var owner = one.browser();
        String mine = Browser.job(owner.form(QUICK, "start", "1", "end", "1000", "pause", "1"));
        one.await(mine, "running");
        owner.form("jobs/" + mine + "/dismiss", "token", owner.token("jobs/" + mine));
        one.killAlone();
        Server.signal(worker, "KILL");
        // Seen by the other: the death of a worker that it did not start, the rest of a dismissal, a retry's time.
        again(doomed);
        Server.until("nothing is left of " + mine, 60, () -> Server.workers(mine).findAny().isEmpty() && isProved(two, mine));
        nodes(two, 1);
        one.start();
        nodes(one, 2);
        two.killAlone();
        one.await(steady, "successful");
        assertFalse(hasAttempt(steady, 2), "it was never lost");
        String after = quick(one, 2, 0);
        one.await(after, "successful");
        one.killAlone();
        two.start();
        Server.signal(two.worker(other).pid(), "KILL");
        again(other);
        one.start();
        nodes(two, 2);
    }

    /** Stopped past its lease, while its worker is killed and its job is done by the other. */
    @Test void oneThatWasStoppedServesOnAndWritesNothingThatItKnewBefore() throws Exception {
        String job = quick(one, 1000, 1);
        one.await(job, "running");
        long worker = one.worker(job).pid();
        Server.signal(one.pid(), "STOP");
        CompletableFuture<HttpResponse<String>> waiting;
        CompletableFuture<String> sent;
        try {
            waiting = CompletableFuture.supplyAsync(() -> unchecked(() -> one.browser().get("jobs/" + job + "?f=json")));
            sent = CompletableFuture.supplyAsync(() -> unchecked(() -> quick(one, 2, 0)));
            nodes(two, 1);
            Server.signal(worker, "KILL");
            again(job);
        } finally {
            Server.signal(one.pid(), "CONT");
        }
        assertTrue(waiting.join().body().contains("\"status\":\"running\""), waiting.join().body());
        two.await(sent.join(), "successful");
        nodes(one, 2);
        String next = quick(one, 2, 0);
        one.await(next, "successful");
        assertFalse(hasAttempt(next, 2));
        assertTrue(one.status(job).contains("\"running\""));
        assertFalse(hasAttempt(job, 3));
    }

    @Test void whatRunsOnAHostWithoutANodeIsKnownByItsWordAndEndsByItself() throws Exception {
        Server far = node("far", Map.of("MAYFLY_HOST_NAME", "far"));
        try {
            // A node is heard of by the others within a second; before that its host is not known to have one.
            nodes(one, 3);
            // To the far node the submission, the rest to the near one.
            var owner = new Browser(List.of(url(far), url(one), url(one), url(one)));
            String job = Browser.job(owner.form(QUICK, "start", "1", "end", "1000", "pause", "1"));
            one.await(job, "running");
            long worker = one.worker(job).pid();
            far.killAlone();
            Server.until("the page says so", 60, () -> one.browser().get("jobs/" + job).body().contains("known by its own word only"));
            assertEquals(303, owner.form("jobs/" + job + "/dismiss", "token", owner.token("jobs/" + job)).statusCode());
            String page = one.browser().get("jobs/" + job + "/error").body();
            assertTrue(page.contains("No Mayfly runs on host far"), page);
            Server.until("its worker has ended by itself", 60, () -> ProcessHandle.of(worker).isEmpty());
        } finally {
            far.killAlone();
        }
    }

    @Test void oneWithAnotherHomeSaysWhyItDoesNotStart() throws Exception {
        String redis = Files.readString(one.home().resolve("redis/connection")).strip();
        Path home = folder.resolve("elsewhere");
        AssertionError ended = assertThrows(AssertionError.class, () -> Server.start(Files.createDirectories(folder.resolve("other")), home, Path.of(System.getProperty("java.home"), "bin", "java"),
                Map.of("MAYFLY_REDIS_URI", redis)));
        assertTrue(ended.getMessage().contains("uses this Redis with another home folder") && ended.getMessage().contains("MAYFLY_HOME (here it is " + home + ")"), ended.getMessage());
    }

    private static URI url(Server node) {
        return URI.create("http://127.0.0.1:" + node.port() + "/");
    }

    private static String hidden(String page, String name) {
        Matcher m = Pattern.compile("name=\"" + Pattern.quote(name) + "\" value=\"([^\"]+)\"").matcher(page);
        if (!m.find()) throw new AssertionError("no " + name + " in " + page);
        return m.group(1);
    }

    private interface Work<T> {
        T get() throws Exception;
    }

    private static <T> T unchecked(Work<T> work) {
        try {
            return work.get();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }
}
