package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import mayfly.catalog.Catalog;
import mayfly.testing.TestMayfly;
import mayfly.web.StubRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What pages and programs are told of a job's attempts: the next one, and all that have been. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class AttemptsTest {
    private static final String FORM = "application/x-www-form-urlencoded";
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

    private static String path(String word) {
        return "/jobs/" + StubRecords.id(word);
    }

    private String words(String address) throws Exception {
        return Words.of(Http.page(server.url(address)));
    }

    private void says(String address, String... texts) throws Exception {
        String words = words(address);
        for (String text : texts) assertTrue(words.contains(text), "“" + text + "” is not in: " + words);
    }

    @Test
    void aRetryingJobTellsWhatFailedAndWhenTheNextAttemptBegins() throws Exception {
        says(path("soon"), "Attempt 3 of 3 begins in 14 s", "Why attempt 2 failed It ran out of time: It ran longer than 30 s.", "Begins 10:04:14 16 s after the failure",
                "If it fails again it has failed attempt 3 is the last", "Attempt 2 ended 2 s ago: worker 4711 on host orca.", "Try now Begins the next attempt");
        says(path("retrying"), "Attempt 2 of 3 begins now", "It begins as soon as nothing is left of attempt 1.", "If it fails again 1 attempt left");
        assertFalse(words(path("retrying")).contains("Try now"));
    }

    @Test
    void aSecondAttemptTellsWhichItIsAndWhy() throws Exception {
        says(path("again"), "Attempt 2 of 3, because attempt 1 failed Its worker could not be started: Its worker did not begin.");
        says(path("second"), "Attempt 2 of 3, because attempt 1 failed Its worker was lost: Its worker was killed from outside penguins.csv");
        assertFalse(words(path("running")).contains("because attempt"));
    }

    @Test
    void onlyTheOwnerFromThePageNeedNotWait() throws Exception {
        String page = Http.page(server.url(path("soon"))).body();
        var token = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(page);
        assertTrue(token.find());
        var url = server.url(path("soon") + "/retry");
        assertEquals(403, Http.post(url, FORM, "").statusCode());
        assertEquals(403, Http.post(url, FORM, "token=" + token.group(1), "Cookie", "a=b").statusCode());
        assertEquals(403, Http.post(url, FORM, "token=" + token.group(1), "Sec-Fetch-Site", "cross-site").statusCode());
        assertFalse(Http.page(server.url(path("soon")), "Cookie", "a=b").body().contains("/retry"));
        assertEquals(List.of(), server.jobs.hurried);
        assertEquals(303, Http.post(url, FORM, "token=" + token.group(1)).statusCode());
        var program = HttpRequest.newBuilder(url).header("Accept", "application/json").POST(BodyPublishers.noBody());
        assertEquals(403, Http.send(program).statusCode());
        JsonNode status = JsonMapper.shared().readTree(Http.send(program, "Cookie", WebServer.cookie()).body());
        assertEquals("2026-11-21T10:04:14Z", status.path("nextAttempt").asString());
        assertEquals(List.of(StubRecords.id("soon"), StubRecords.id("soon")), server.jobs.hurried);
    }

    @Test
    void programsAreToldAllAttempts() throws Exception {
        JsonNode status = JsonMapper.shared().readTree(Http.json(server.url(path("soon"))).body());
        assertEquals("accepted 2 It ran out of time: It ran longer than 30 s.", status.path("status").asString() + " " + status.path("attempt") + " " + status.path("message").asString());
        JsonNode first = status.path("attempts").path(0);
        assertEquals("1 heron LOST 137 9 96468992 3100 3 0", first.path("number") + " " + first.path("host").asString() + " " + first.path("kind").asString() + " " + first.path("exit") + " "
                + first.path("signal") + " " + first.path("peakMemory") + " " + first.path("cpuTime") + " " + first.path("processesEnded") + " " + first.path("processesLeft"));
        assertEquals("2026-11-21T10:00:40Z", first.path("finished").asString());
        assertEquals(2, status.path("attempts").size());
        assertEquals("2026-11-21T10:03:58Z", status.path("attempts").path(1).path("finished").asString());
    }

    @Test
    void everyPageListsAllAttempts() throws Exception {
        for (String address : List.of(path("thrice") + "/error", path("thrice") + "/log", path("twice") + "/results", path("second"))) {
            says(address, "Attempt 1 Log Failed Its worker was lost Its worker was killed from outside penguins.csv Exit code 137, that is signal 9 (KILL, ended by force); 3 processes ended, 0 left",
                    "10:00:40 1 min 39 s 4689 on heron 92 MiB, 3.1 s of processor time");
        }
        says(path("thrice") + "/error", "Attempt 2 Log Failed Its worker could not be started Its worker ended before it began.", "Attempt 3 Log Failed Its worker was lost It was killed penguins.csv");
        assertFalse(words(path("successful") + "/results").contains("Attempts"));
    }

    @Test
    void eachAttemptHasItsOwnLog() throws Exception {
        says(path("thrice") + "/log", "this is attempt 3", "Attempt 3 shown here");
        says(path("thrice") + "/log?attempt=1", "this is attempt 1", "Attempt 1 shown here");
        assertEquals("this is attempt 1\n", Http.page(server.url(path("thrice") + "/log?attempt=1&f=text")).body());
        assertEquals("attempt 1\n", Http.json(server.url(path("thrice") + "/log?attempt=1&tail=10")).body());
        HttpResponse<String> range = Http.json(server.url(path("thrice") + "/log?attempt=1"), "Range", "bytes=0-3");
        assertEquals("206 this", range.statusCode() + " " + range.body());
        assertTrue(range.headers().firstValue("Content-Disposition").orElse("").contains("attempt1-stdout.log"));
        HttpResponse<String> fourth = Http.page(server.url(path("thrice") + "/log?attempt=4"));
        assertEquals(404, fourth.statusCode());
        assertTrue(Words.of(fourth).contains("“attempt” is a number from 1 to 3; found “4”."), fourth.body());
        assertEquals(404, Http.json(server.url(path("thrice") + "/log?attempt=x")).statusCode());
        assertEquals(404, Http.json(server.url(path("queued") + "/log?attempt=1")).statusCode());
    }

    /** With real workers: each attempt writes into a folder of its own. */
    @Test
    void nothingOfAnEarlierAttemptIsOverwritten() throws Exception {
        Catalog catalog = Catalog.load(List.of(Path.of("src/test/resources/processes"), Path.of("etc/processes")));
        try (var mayfly = new TestMayfly(Files.createDirectories(folder.resolve("home")), 1, 0, catalog); var real = new WebServer(mayfly.jobs(), catalog)) {
            String id = mayfly.submit("trouble-again", "{\"what\": \"again-before\", \"number\": 3}");
            mayfly.awaitEnd(id);
            for (int i = 1; i <= 3; i++) assertEquals("this is attempt " + i + "\n", Http.json(real.url("/jobs/" + id + "/log?attempt=" + i)).body());
            String page = Words.of(Http.page(real.url("/jobs/" + id + "/results")));
            assertTrue(page.contains("Attempt 2 Log Failed The computation failed The licence server is busy. Exit code 20"), page);
        }
    }
}
