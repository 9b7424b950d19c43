package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import mayfly.job.JobRecord;
import mayfly.job.Progress;
import mayfly.web.StubRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has an answer already is told so, without getting it again; whoever has another one gets the new one. */
class NotModifiedTest {
    private static final String RUNNING = "/jobs/" + StubRecords.id("running");
    private static final List<String> PAGES = List.of("/", "/jobs", RUNNING, "/jobs/" + StubRecords.id("queued"), "/jobs/" + StubRecords.id("successful") + "/results",
            "/jobs/" + StubRecords.id("failed") + "/error", "/jobs/" + StubRecords.id("dismissed") + "/error", RUNNING + "/log", RUNNING + "/log?follow=on");

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

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private String tag(String path, String... headers) throws Exception {
        HttpResponse<String> page = Http.page(server.url(path), headers);
        assertEquals(200, page.statusCode(), path);
        assertEquals("private, no-cache", header(page, "Cache-Control"), path);
        assertNotEquals("", header(page, "ETag"), path);
        return header(page, "ETag");
    }

    @Test
    void aPageThatIsTheSameIsNotSentAgain() throws Exception {
        for (String path : PAGES) {
            String tag = tag(path);
            HttpResponse<String> again = Http.page(server.url(path), "If-None-Match", tag);
            assertEquals(304, again.statusCode(), path);
            assertEquals("", again.body());
            for (String same : List.of("ETag", "Cache-Control", "Vary", "Refresh", "Content-Security-Policy")) assertEquals(header(Http.page(server.url(path)), same), header(again, same), path + " " + same);
            assertEquals(200, Http.page(server.url(path), "If-None-Match", "\"other\"").statusCode(), path);
            var head = Http.send(HttpRequest.newBuilder(server.url(path)).method("HEAD", BodyPublishers.noBody()).header("Accept", Http.HTML).header("Cookie", WebServer.cookie()), "If-None-Match", tag);
            assertEquals(304, head.statusCode(), path);
        }
    }

    @Test
    void bothFacesHaveTagsOfTheirOwn() throws Exception {
        HttpResponse<String> json = Http.json(server.url(RUNNING));
        assertNotEquals(tag(RUNNING), header(json, "ETag"));
        assertEquals("private, no-cache", header(json, "Cache-Control"));
        assertEquals("Accept", header(json, "Vary"));
        assertEquals(304, Http.json(server.url(RUNNING), "If-None-Match", header(json, "ETag")).statusCode());
        assertEquals(200, Http.json(server.url(RUNNING), "If-None-Match", tag(RUNNING)).statusCode());
        HttpResponse<String> results = Http.json(server.url("/jobs/" + StubRecords.id("successful") + "/results"));
        assertEquals(304, Http.json(results.uri(), "If-None-Match", header(results, "ETag")).statusCode());
    }

    @Test
    void whatChangesIsSentAgain() throws Exception {
        String before = tag(RUNNING);
        String json = header(Http.json(server.url(RUNNING)), "ETag");
        JobRecord job = server.jobs.job(StubRecords.id("running"));
        server.jobs.records.put(job.id(), new JobRecord(job.id(), job.process(), job.version(), job.label(), job.state(), job.attempt(), job.owner(), job.inputs(), job.limits(), job.times(),
                new Progress(4537, 10800, "Encoding the picture"), job.worker(), job.failure(), job.ending(), job.result(), job.retries()));
        assertEquals(200, Http.page(server.url(RUNNING), "If-None-Match", before).statusCode());
        assertEquals(200, Http.json(server.url(RUNNING), "If-None-Match", json).statusCode());
        String progressed = tag(RUNNING);
        server.jobs.log(job.id(), "stdout", "one line more\n");
        assertEquals(200, Http.page(server.url(RUNNING), "If-None-Match", progressed).statusCode());
        String queued = "/jobs/" + StubRecords.id("queued");
        String waiting = tag(queued);
        server.jobs.place = new mayfly.queue.Place(1, true, 4, 4, 4);
        assertEquals(200, Http.page(server.url(queued), "If-None-Match", waiting).statusCode());
    }

    @Test
    void itMattersWhoAsksAndHow() throws Exception {
        String mine = tag(RUNNING);
        assertNotEquals(mine, tag(RUNNING, "Cookie", "a=b"));
        assertNotEquals(mine, tag(RUNNING + "?refresh=off"));
        assertNotEquals(mine, tag(RUNNING, "Cookie", WebServer.cookie() + "; mayfly_refresh=off"));
        assertNotEquals(mine, header(Http.page(URI.create(server.url(RUNNING).toString().replace("127.0.0.1", "localhost"))), "ETag"), "the link to pass on is another");
        assertNotEquals(tag("/jobs"), tag("/jobs", "Cookie", "a=b"));
    }

    /** What was drawn for one reader is sent to others in the same second, but only to those who may see all of it; the clock stands still here. */
    @Test
    void nobodyIsSentWhatWasDrawnForAnother() throws Exception {
        String mine = Http.page(server.url(RUNNING)).body();
        assertTrue(mine.contains("name=\"token\""), "its owner can cancel it");
        String theirs = Http.page(server.url(RUNNING), "Cookie", "a=b").body();
        assertFalse(theirs.contains("name=\"token\""), "a stranger was sent the owner's page");
        assertEquals(mine, Http.page(server.url(RUNNING)).body());
        String queued = Http.page(server.url("/jobs/" + StubRecords.id("queued"))).body();
        assertTrue(queued.contains(StubRecords.id("queued")) && !queued.contains(StubRecords.id("running")), "another job's page");
    }

    @Test
    void aFirstVisitGetsItsCookieAllTheSame() throws Exception {
        HttpResponse<String> known = Http.page(server.url(RUNNING), "Cookie", "a=b", "If-None-Match", tag(RUNNING, "Cookie", "a=b"));
        assertEquals(304, known.statusCode());
        assertTrue(header(known, "Set-Cookie").startsWith("mayfly_owner="), known.headers().toString());
        HttpResponse<String> choice = Http.page(server.url(RUNNING + "?refresh=off"), "If-None-Match", tag(RUNNING + "?refresh=off"));
        assertEquals(304, choice.statusCode());
        assertTrue(header(choice, "Set-Cookie").startsWith("mayfly_refresh=off"), choice.headers().toString());
        assertEquals("", header(Http.json(server.url(RUNNING)), "Set-Cookie"));
    }

    /** A token leads to one job: a form out of a cache would lead to the same job again. */
    @Test
    void formsAreAlwaysSent() throws Exception {
        HttpResponse<String> form = Http.page(server.url("/processes/bare"));
        assertFalse(form.headers().firstValue("ETag").isPresent());
        assertEquals(200, Http.page(server.url("/processes/bare"), "If-None-Match", "*").statusCode());
        HttpResponse<String> missing = Http.page(server.url("/nowhere"), "If-None-Match", "*");
        assertEquals(404, missing.statusCode());
        assertFalse(missing.headers().firstValue("ETag").isPresent());
    }
}
