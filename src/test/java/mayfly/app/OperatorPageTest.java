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
import java.util.stream.Stream;
import mayfly.catalog.Catalog;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.queue.Launching;
import mayfly.testing.TestMayfly;
import mayfly.web.StubRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The operator's page over real jobs, with and without the store. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OperatorPageTest {
    @TempDir
    private Path folder;

    private static HttpResponse<String> operator(WebServer server, String query, String... headers) throws Exception {
        String[] all = Stream.concat(Stream.of("Authorization", WebServer.operator()), Stream.of(headers)).toArray(String[]::new);
        HttpResponse<String> page = Http.page(server.url("/operator" + query), all);
        assertEquals(200, page.statusCode());
        return page;
    }

    /** The words of a page, without its markup, a blank between two. */
    private static String words(HttpResponse<String> page) {
        return page.body().replaceAll("(?s)<head>.*?</head>|<[^>]+>", " ").replaceAll("[\\s\u00a0]+", " ");
    }

    private static void says(HttpResponse<String> page, String... texts) {
        for (String text : texts) assertTrue(words(page).contains(text), "“" + text + "” is not in: " + words(page));
    }

    @Test
    void itSaysHowThingsStand() throws Exception {
        Path bad = Files.createDirectories(folder.resolve("descriptions")).resolve("bad.yaml");
        Files.writeString(bad, "id: bad\ntitle: Bad\ninputs: [1]\n");
        Catalog catalog = Catalog.load(List.of(Path.of("src/test/resources/processes"), Path.of("etc/processes"), bad.getParent()));
        try (var mayfly = new TestMayfly(Files.createDirectories(folder.resolve("home")), 1, 0, catalog); var server = new WebServer(mayfly.jobs(), catalog)) {
            mayfly.awaitEnd(mayfly.submit("count", "{\"start\": 1, \"end\": 2, \"pause\": 0}"));
            assertEquals(JobState.FAILED, mayfly.awaitEnd(mayfly.submit("trouble", "{\"what\": \"exit\", \"number\": 3}", TestMayfly.BERT, null)).state());
            String running = mayfly.submit("count", "{\"start\": 1, \"end\": 1000, \"pause\": 1}");
            mayfly.await(running, JobState.RUNNING);
            mayfly.submit("echo", "{\"text\": \"x\"}", TestMayfly.BERT, null);
            HttpResponse<String> page = operator(server, "");
            says(page, "Slots used 1 of 1", "Queued 1", "Retrying 0", "Failed 1 of those kept", "Job store answers", "Free disk ", "Count 1 0 0 0", "Echo 0 1 0 0",
                    "Standing by 0", "Started cold 3", "From standby 0", "Their code " + mayfly.jobs().launching().runtime(), "All 4", "Under way 2", "Failed 1");
            says(page, "Descriptions that were refused", bad + " " + catalog.rejected().get(0).line() + " " + catalog.rejected().get(0).reason());
            assertTrue(page.body().contains("/jobs/" + running), "jobs of anybody");
            assertFalse(page.body().contains("<form") || page.body().contains("<script"), "to see, not to act");
            assertEquals("10; url=/operator", page.headers().firstValue("Refresh").orElse(""));
            says(operator(server, "?process=count"), "Everybody’s jobs of Count Of all processes", "All 2");
            withoutTheStore(mayfly, server);
            mayfly.jobs().dismiss(running, TestMayfly.ANNA);
        }
    }

    private static void withoutTheStore(TestMayfly mayfly, WebServer server) throws Exception {
        mayfly.stopRedis();
        HttpResponse<String> page = operator(server, "");
        says(page, "The job store does not answer", "Job store away", "Slots 1 how many are used is not known", "Started cold 3", "Descriptions that were refused");
        assertEquals("10; url=/operator", page.headers().firstValue("Refresh").orElse(""));
        mayfly.startRedis();
        says(operator(server, ""), "Job store answers");
    }

    @Test
    void theArchiveIsSaidInWordsWithWhatItMeans() throws Exception {
        try (var server = new WebServer(folder, "penguins.csv")) {
            says(operator(server, ""), "Workers start with a class-data archive.", "Started cold 1,204 2 without an archive", "From standby 311", "Standing by 2");
            server.jobs.launching = new Launching(3, 0, 3, 0, true, false, "lost or outdated", "1f0c", "by session, descent and environment; no control group can be written", "None.");
            says(operator(server, ""), "Workers start without a class-data archive (lost or outdated): jobs run all the same, but they start about twice as slowly.",
                    "Standing by 0 None are started ahead while memory is short.");
        }
    }

    @Test
    void theListIsFilteredPagedAndRefreshedWhereItIs() throws Exception {
        try (var server = new WebServer(folder, "penguins.csv")) {
            JobRecord one = server.jobs.job(StubRecords.id("queued"));
            for (int i = 10; i < 20; i++) server.jobs.records.put(StubRecords.id("more" + i), StubRecords.copy(one, StubRecords.id("more" + i)));
            int all = server.jobs.records.size();
            HttpResponse<String> failed = operator(server, "?state=failed");
            assertEquals("10; url=/operator?state=failed", failed.headers().firstValue("Refresh").orElse(""));
            long expected = server.jobs.records.values().stream().filter(j -> j.state() == JobState.FAILED).count();
            assertEquals(expected, rows(failed));
            HttpResponse<String> off = operator(server, "?state=failed&refresh=off");
            assertEquals("", off.headers().firstValue("Refresh").orElse(""));
            says(off, "Refreshing is paused");
            assertEquals("", operator(server, "", "Cookie", "mayfly_refresh=off").headers().firstValue("Refresh").orElse(""));
            assertEquals(20, rows(operator(server, "")));
            assertEquals(all - 20, rows(operator(server, "?page=2")));
        }
    }

    /** Jobs listed; the table of processes has its rows above. */
    private static long rows(HttpResponse<String> page) {
        Matcher links = Pattern.compile("href=\"/jobs/\\w{22}\"").matcher(page.body());
        return links.results().count();
    }
}
