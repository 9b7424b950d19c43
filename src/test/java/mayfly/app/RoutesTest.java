package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mayfly.job.JobState;
import mayfly.queue.Place;
import mayfly.queue.Refusal;
import mayfly.web.StubRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutesTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String RUNNING = "/jobs/" + StubRecords.id("running");

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
    void theFaceIsHtmlWhereHtmlRanksFirst() {
        assertEquals(Face.HTML, Face.byAccept(Http.HTML));
        assertEquals(Face.HTML, Face.byAccept("text/html, text/plain, text/sgml;q=0.2, */*;q=0.01"));
        assertEquals(Face.JSON, Face.byAccept(null));
        assertEquals(Face.JSON, Face.byAccept("*/*"));
        assertEquals(Face.JSON, Face.byAccept("application/json, text/html;q=0.9"));
        assertEquals(Face.JSON, Face.byAccept("text/html;q=0"));
        assertEquals(Face.HTML, Face.byAccept("application/json;q=0.5, text/html;q=0.6"));
    }

    @Test
    void everyAnswerCarriesTheHeadersThatProtect() throws Exception {
        for (String address : List.of("/", "/nowhere", "/static/mayfly.css", RUNNING, "/jobs/nothing", "/health/live")) {
            HttpResponse<String> answer = Http.page(server.url(address));
            assertEquals("default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
                    header(answer, "Content-Security-Policy"), address);
            assertEquals("nosniff", header(answer, "X-Content-Type-Options"), address);
            assertEquals("same-origin", header(answer, "Referrer-Policy"), address);
        }
    }

    @Test
    void handDecidesTheFaceOverAccept() throws Exception {
        assertTrue(header(Http.page(server.url("/processes?f=json")), "Content-Type").startsWith("application/json"));
        assertTrue(header(Http.json(server.url("/processes?f=html")), "Content-Type").startsWith("text/html"));
    }

    @Test
    void whatIsNotThereIs404InBothFaces() throws Exception {
        assertEquals(404, Http.page(server.url("/nowhere")).statusCode());
        HttpResponse<String> problem = Http.json(server.url("/processes/nowhere"), "Accept", "*/*");
        assertEquals(404, problem.statusCode());
        assertEquals("application/problem+json", header(problem, "Content-Type"));
        assertTrue(problem.body().contains("/no-such-process"));
        assertTrue(Http.json(server.url("/jobs/nowhere")).body().contains("/no-such-job"));
        // Jetty refuses such a path itself.
        assertEquals(400, Http.unchecked(HttpRequest.newBuilder(server.url("/jobs/..%2f..%2fetc"))).statusCode());
    }

    @Test
    void aMethodThatIsNotTakenIs405WithAllow() throws Exception {
        HttpResponse<String> answer = Http.post(server.url("/jobs"), FORM, "");
        assertEquals(405, answer.statusCode());
        assertEquals("GET, HEAD, OPTIONS", header(answer, "Allow"));
        assertTrue(Http.unchecked(HttpRequest.newBuilder(server.url("/about"))).body().contains("ask for text/html"));
        assertEquals("DELETE, GET, HEAD, OPTIONS", header(Http.send(HttpRequest.newBuilder(server.url(RUNNING)).PUT(BodyPublishers.noBody())), "Allow"));
    }

    @Test
    void thePageOfJobsKnowsTheFiltersThatItsAlternateNames() throws Exception {
        for (String[] one : new String[][] {{"status=running", "state=open"}, {"status=failed", "state=failed"}, {"processID=bare&status=successful", "process=bare&state=successful"}, {"processID=nowhere", "process=nowhere"}}) {
            String named = Http.page(server.url("/jobs?" + one[0])).body();
            assertEquals(Http.page(server.url("/jobs?" + one[1])).body(), named, one[0]);
            assertNotEquals(Http.page(server.url("/jobs")).body(), named, one[0]);
        }
    }

    @Test
    void headIsGetWithoutABody() throws Exception {
        HttpResponse<String> head = Http.send(HttpRequest.newBuilder(server.url("/about")).header("Accept", Http.HTML).method("HEAD", BodyPublishers.noBody()));
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
    }

    @Test
    void aForgedCookieMakesANewOwner() throws Exception {
        assertTrue(header(Http.page(server.url("/jobs")), "Set-Cookie").isEmpty());
        HttpResponse<String> forged = Http.page(server.url("/jobs"), "Cookie", Caller.COOKIE + "=anna.AAAAAAAAAAAAAAAAAAAAAA");
        String cookie = header(forged, "Set-Cookie");
        assertTrue(cookie.matches("mayfly_owner=[\\w-]{22}\\.[\\w-]{22};.*"), cookie);
        assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), cookie);
        assertFalse(cookie.contains("Secure"), cookie);
        assertTrue(forged.body().contains("No jobs here"));
        String own = cookie.substring(0, cookie.indexOf(';'));
        assertTrue(header(Http.page(server.url("/jobs"), "Cookie", own), "Set-Cookie").isEmpty());
    }

    @Test
    void otherSitesChangeNothing() throws Exception {
        String token = token(RUNNING);
        var url = server.url(RUNNING + "/dismiss");
        assertEquals(403, Http.post(url, FORM, "token=" + token, "Sec-Fetch-Site", "cross-site").statusCode());
        assertEquals(403, Http.post(url, FORM, "token=" + token, "Sec-Fetch-Site", "same-site").statusCode());
        assertEquals(403, Http.post(url, FORM, "token=" + token, "Origin", "https://elsewhere.example").statusCode());
        assertEquals(403, Http.post(url, FORM, "token=" + token, "Origin", "null").statusCode());
        assertEquals(403, Http.post(url, FORM, "token=" + token + "x").statusCode());
        assertEquals(403, Http.post(url, FORM, "").statusCode());
        assertEquals(JobState.RUNNING, server.jobs.job(StubRecords.id("running")).state());
        var own = Http.post(url, FORM, "token=" + token, "Origin", server.url("").toString(), "Sec-Fetch-Site", "same-origin");
        assertEquals(303, own.statusCode());
        assertEquals(JobState.DISMISSED, server.jobs.job(StubRecords.id("running")).state());
    }

    @Test
    void strangersSeeAJobButCannotCancelIt() throws Exception {
        String token = token(RUNNING);
        HttpResponse<String> seen = Http.page(server.url(RUNNING), "Cookie", "a=b");
        assertEquals(200, seen.statusCode());
        assertFalse(seen.body().contains("Cancel this job"));
        assertEquals(403, Http.post(server.url(RUNNING + "/dismiss"), FORM, "token=" + token, "Cookie", "a=b").statusCode());
        assertEquals(JobState.RUNNING, server.jobs.job(StubRecords.id("running")).state());
    }

    private String token(String job) throws Exception {
        Matcher m = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(Http.page(server.url(job)).body());
        assertTrue(m.find());
        return m.group(1);
    }

    @Test
    void statusRefreshesUntilTheJobHasEnded() throws Exception {
        assertEquals("5; url=" + RUNNING, header(Http.page(server.url(RUNNING)), "Refresh"));
        String launching = "/jobs/" + StubRecords.id("launching");
        assertEquals("1; url=" + launching, header(Http.page(server.url(launching)), "Refresh"));
        HttpResponse<String> off = Http.page(server.url(RUNNING + "?refresh=off"));
        assertEquals("", header(off, "Refresh"));
        assertTrue(header(off, "Set-Cookie").startsWith("mayfly_refresh=off"));
        assertEquals("", header(Http.page(server.url(RUNNING), "Cookie", WebServer.cookie() + "; mayfly_refresh=off"), "Refresh"));
        assertNotEquals("", header(Http.page(server.url(RUNNING + "?refresh=on"), "Cookie", WebServer.cookie() + "; mayfly_refresh=off"), "Refresh"));
        for (String[] ended : new String[][] {{"successful", "/results"}, {"failed", "/error"}, {"dismissed", "/error"}}) {
            String job = "/jobs/" + StubRecords.id(ended[0]);
            HttpResponse<String> answer = Http.page(server.url(job));
            assertEquals(303, answer.statusCode());
            assertEquals(job + ended[1], header(answer, "Location"));
            assertEquals("", header(Http.page(server.url(job + ended[1])), "Refresh"));
            assertEquals(200, Http.json(server.url(job)).statusCode());
        }
        assertEquals("1; url=/jobs/" + StubRecords.id("ending") + "/error", header(Http.page(server.url("/jobs/" + StubRecords.id("ending") + "/error")), "Refresh"));
    }

    @Test
    void aStoreThatIsDownIsSaidAndTriedAgain() throws Exception {
        server.jobs.refuse = new Refusal(Refusal.Reason.STORE_DOWN, "The job store cannot be reached.");
        HttpResponse<String> page = Http.page(server.url(RUNNING));
        assertEquals(503, page.statusCode());
        assertEquals("10; url=" + RUNNING, header(page, "Refresh"));
        assertEquals("10", header(page, "Retry-After"));
        assertTrue(page.body().contains("Nothing is lost"));
        HttpResponse<String> posted = Http.post(server.url("/processes/bare/execution"), FORM, "");
        assertEquals(503, posted.statusCode());
        assertEquals("", header(posted, "Refresh"));
        assertEquals(503, Http.json(server.url("/health/ready")).statusCode());
        assertEquals(200, Http.json(server.url("/health/live")).statusCode());
    }

    @Test
    void worksBelowAContextPath() throws Exception {
        try (var below = new WebServer(folder, "/mayfly", "penguins.csv", 0, Path.of("src/test/resources/mayfly/web/processes"))) {
            HttpResponse<String> page = Http.page(below.url(RUNNING));
            assertEquals(200, page.statusCode());
            assertEquals("5; url=/mayfly" + RUNNING, header(page, "Refresh"));
            Matcher links = Pattern.compile("(?:href|action|src)=\"(/[^\"]*)\"").matcher(page.body());
            while (links.find()) assertTrue(links.group(1).startsWith("/mayfly/"), links.group(1));
            assertEquals("/mayfly" + "/jobs/" + StubRecords.id("failed") + "/error", header(Http.page(below.url("/jobs/" + StubRecords.id("failed"))), "Location"));
            assertTrue(header(Http.page(below.url("/"), "Cookie", "a=b"), "Set-Cookie").contains("Path=/mayfly/"));
        }
    }

    /** In a line of very many owners a place is only known to be no better than so. */
    @Test
    void aPlaceThatIsNotExactIsNotShownAsOne() throws Exception {
        String queued = "/jobs/" + StubRecords.id("queued");
        assertTrue(text(queued).contains("2 jobs are before yours"));
        server.jobs.place = new Place(612, false, 5000, 4, 4);
        assertTrue(text(queued).contains("at least 612 jobs are before yours"));
        assertTrue(text("/jobs?state=open").contains("613th or later in the queue"));
    }

    private String text(String address) throws Exception {
        return Http.page(server.url(address)).body().replace('\u00a0', ' ');
    }
}
