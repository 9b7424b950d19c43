package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mayfly.job.JobState;
import mayfly.testing.TestMayfly;
import mayfly.web.StubRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How long a job is kept, at its owner's wish, and what is left when it is not kept any more. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class KeepingTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String DONE = "/jobs/" + StubRecords.id("successful");
    @TempDir
    private Path folder;

    private static String first(HttpResponse<String> page, String pattern) {
        Matcher m = Pattern.compile(pattern).matcher(page.body());
        assertTrue(m.find(), pattern);
        return m.group(1);
    }

    @Test
    void itsOwnerKeepsAJobLonger() throws Exception {
        try (var server = new WebServer(folder, "penguins.csv")) {
            HttpResponse<String> page = Http.page(server.url(DONE + "/results"));
            assertTrue(Words.of(page).contains("Kept until 28 November 2026 , then deleted with its files. Keep 1 week longer Keep as long as possible"), Words.of(page));
            assertFalse(Words.of(Http.page(server.url(DONE + "/results"), "Cookie", "a=b")).contains("Keep 1 week longer"));
            String form = "token=" + first(page, "name=\"token\" value=\"([^\"]+)\"") + "&until=";
            String week = first(page, "name=\"until\" value=\"([^\"]+)\"");
            for (int i = 0; i < 2; i++) assertEquals(303, Http.post(server.url(DONE + "/keep"), FORM, form + week).statusCode());
            assertTrue(Words.of(Http.page(server.url(DONE + "/results"))).contains("Kept until 5 December 2026"), "once, however often it is sent");
            assertEquals(400, Http.post(server.url(DONE + "/keep"), FORM, form + "tomorrow").statusCode());
            assertEquals(400, Http.post(server.url(DONE + "/keep"), FORM, form + "2100-01-01T00:00:00Z").statusCode());
            assertEquals(403, Http.post(server.url(DONE + "/keep"), FORM, "until=" + week).statusCode());
            assertEquals(403, Http.post(server.url(DONE + "/keep"), FORM, form + week, "Sec-Fetch-Site", "cross-site").statusCode());
            HttpResponse<String> program = Http.post(server.url(DONE + "/keep"), "application/json", "{\"until\": \"2026-12-06T00:00:00Z\"}");
            assertEquals("2026-12-06T00:00:00Z", JsonMapper.shared().readTree(program.body()).path("keptUntil").asString());
            assertEquals(400, Http.post(server.url(DONE + "/keep"), "application/json", "{\"until\": 7}").statusCode());
        }
    }

    @Test
    void programsAreToldWhatAnExpiredJobWas() throws Exception {
        try (var server = new WebServer(folder, "penguins.csv")) {
            HttpResponse<String> gone = Http.json(server.url("/jobs/" + StubRecords.id("expired")));
            assertEquals(410, gone.statusCode());
            JsonNode was = JsonMapper.shared().readTree(gone.body());
            assertEquals("everything penguins.csv successful", was.path("processID").asString() + " " + was.path("label").asString() + " " + was.path("jobStatus").asString());
            assertTrue(was.path("links").path(0).path("href").asString().endsWith("/processes/everything/execution"), was.toString());
            assertEquals(410, Http.json(server.url("/jobs/" + StubRecords.id("expired") + "/results")).statusCode());
        }
    }

    /** With real workers: dismissed and deleted at once, while its processes are still there. */
    @Test
    void aJobWhoseProcessesAreStillThereCanBeDeleted() throws Exception {
        try (var mayfly = new TestMayfly(Files.createDirectories(folder.resolve("home")), 1)) {
            String id = mayfly.submit("trouble", "{\"what\": \"fork-and-wait\"}");
            long pid = mayfly.await(id, job -> job.progress().current() == 1).worker().pid();
            assertEquals(JobState.DISMISSED, mayfly.jobs().dismiss(id, TestMayfly.ANNA).state());
            mayfly.jobs().delete(id, TestMayfly.ANNA);
            assertEquals(List.of(), mayfly.jobs().jobs(new mayfly.queue.JobQuery(TestMayfly.ANNA, null, java.util.Set.of(), 1, 9)).jobs());
            Path files = mayfly.home().resolve("jobs").resolve(id);
            until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty() && Files.notExists(files));
        }
    }

    private static void until(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(80);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("waited in vain");
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
