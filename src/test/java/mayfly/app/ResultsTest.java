package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import mayfly.web.StubRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs and logs as pages and as files. */
class ResultsTest {
    private static final String RESULTS = "/jobs/" + StubRecords.id("successful") + "/results";
    private static final String LOG = "/jobs/" + StubRecords.id("running") + "/log";

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

    @Test
    void outputsAreDrawnForWhatTheyAre() throws Exception {
        String page = Http.page(server.url(RESULTS)).body();
        assertTrue(page.contains("42.1235") && page.contains("All is &lt;well&gt;.") && page.contains("<li>10</li>"));
        assertTrue(page.contains("1 to 100 of 250") && page.contains("<th scope=\"col\" class=\"num\">Count</th>"));
        assertTrue(page.contains("<img src=\"" + RESULTS + "/plot\" alt=\"A plot\">"));
        String third = Http.page(server.url(RESULTS + "?page.rows=3")).body();
        assertTrue(third.contains("201 to 250 of 250") && third.contains("row, 249") && !third.contains("row, 100"));
    }

    @Test
    void listsAreHadAsCsvAndJson() throws Exception {
        HttpResponse<String> csv = Http.page(server.url(RESULTS + "/rows?f=csv"));
        assertEquals("text/csv; charset=utf-8", header(csv, "Content-Type").toLowerCase(java.util.Locale.ROOT).replace(";charset", "; charset"));
        assertTrue(csv.body().startsWith("name,count,more\r\n\"row, 0\",0"), csv.body().substring(0, 60));
        assertEquals(251, csv.body().lines().count());
        assertTrue(Http.page(server.url(RESULTS + "/rows?f=json")).body().startsWith("[{\"name\""));
        assertEquals(404, Http.page(server.url(RESULTS + "/answer?f=csv")).statusCode());
        assertEquals(404, Http.page(server.url(RESULTS + "/nothing")).statusCode());
    }

    @Test
    void filesAreAttachmentsAndSvgIsSandboxed() throws Exception {
        HttpResponse<String> report = Http.page(server.url(RESULTS + "/report"));
        assertTrue(header(report, "Content-Disposition").startsWith("attachment; filename=\"report.csv\""));
        HttpResponse<String> plot = Http.page(server.url(RESULTS + "/plot"));
        assertTrue(header(plot, "Content-Disposition").startsWith("inline"));
        assertEquals("sandbox; default-src 'none'; style-src 'unsafe-inline'", header(plot, "Content-Security-Policy"));
    }

    @Test
    void partsOfAFileCanBeAskedFor() throws Exception {
        var url = server.url(RESULTS + "/report");
        HttpResponse<String> part = Http.page(url, "Range", "bytes=2-4");
        assertEquals(206, part.statusCode());
        assertEquals("bytes 2-4/8", header(part, "Content-Range"));
        assertEquals("b\n1", part.body());
        assertEquals("1,2\n", Http.page(url, "Range", "bytes=-4").body());
        assertEquals(416, Http.page(url, "Range", "bytes=9-").statusCode());
        assertEquals(200, Http.page(url, "Range", "lines=1-2").statusCode());
        assertEquals(200, Http.page(url, "Range", "bytes=2-4", "If-Range", "\"other\"").statusCode());
        assertEquals(304, Http.page(url, "If-None-Match", header(part, "ETag")).statusCode());
    }

    @Test
    void logsArePagedByBytes() throws Exception {
        String first = Http.page(server.url(LOG)).body();
        assertTrue(first.contains("Bytes 0 to 65,536") && first.contains("offset=65536"));
        assertTrue(Http.page(server.url(LOG + "?stream=stderr")).body().contains("<span class=\"f1\">warning</span>: the <span class=\"f3 bold under\">frame</span> is <span class=\"inv\">repeated</span> <span class=\"f7 b4\">twice</span>"));
        assertTrue(Http.page(server.url(LOG + "?stream=stderr&f=text")).body().startsWith("\u001b[31mwarning\u001b[0m"), "the file is as it was written");
        assertFalse(Http.page(server.url(LOG + "?stream=stderr")).body().contains("[31m"));
        HttpResponse<String> follow = Http.page(server.url(LOG + "?follow=on"));
        assertEquals("2; url=" + LOG + "?stream=stdout&follow=on", header(follow, "Refresh"));
        Path file = folder.resolve(StubRecords.id("running")).resolve("stdout");
        HttpResponse<String> tail = Http.page(server.url(LOG + "?f=text&tail=20"));
        assertEquals(Files.readString(file).substring((int) Files.size(file) - 20), tail.body());
        assertTrue(header(tail, "Content-Disposition").startsWith("attachment"));
        assertEquals(206, Http.json(server.url(LOG), "Range", "bytes=0-9").statusCode());
        assertEquals("", Http.json(server.url("/jobs/" + StubRecords.id("queued") + "/log")).body());
    }

    @Test
    void programsGetADocumentOfValuesAndLinks() throws Exception {
        String body = Http.json(server.url(RESULTS)).body();
        assertTrue(body.contains("\"answer\":42.123456789") && body.contains("\"href\":\"" + server.url(RESULTS + "/report") + "\""), body);
        HttpResponse<String> early = Http.json(server.url("/jobs/" + StubRecords.id("running") + "/results"));
        assertEquals(404, early.statusCode());
        assertTrue(early.body().contains("result-not-ready"));
        assertTrue(Http.json(server.url("/jobs/" + StubRecords.id("failed") + "/results")).body().contains("/problems/failed-memory"));
        assertEquals(410, Http.json(server.url("/jobs/" + StubRecords.id("expired"))).statusCode());
    }
}
