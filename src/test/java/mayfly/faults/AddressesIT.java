package mayfly.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import mayfly.testing.Browser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, methods and headers that nobody should send, jobs of others, and a log of a gigabyte. */
class AddressesIT {
    private static final String COUNT = "processes/count/execution";
    private static Server server;
    private final Browser browser = server.browser();

    @BeforeAll static void start() throws Exception {
        server = Server.shared();
    }

    @ParameterizedTest
    @ValueSource(strings = {"//", "//processes", "/processes/count%00", "/%2e%2e/%2e%2e/etc/passwd", "/../etc/passwd", "/static/..%2fWEB-INF/web.xml", "/static/%2e%2e/WEB-INF/web.xml",
        "/WEB-INF/web.xml", "/web-inf/web.xml", "/%57EB-INF/lib/", "/WEB-INF;x/web.xml", "/META-INF/MANIFEST.MF", "/mayfly/app/boot/Main.class", "/mayfly;x/app/boot/Main.class",
        "/%6dayfly/app/boot/Main.class", "/./mayfly/app/boot/Main.class", "/mayfly/", "/static/", "/static/nope.css", "/jobs/%0d%0aSet-Cookie:%20a=b", "/jobs/..;/..;/WEB-INF/web.xml",
        "/processes/%ff%fe", "/processes\\count", "/jobs/0000000000000000000000/results/..%2f..%2f..%2fsecret", "http://evil.example/processes", "*"})
    void nothingIsToBeHadByTricksOfAddresses(String path) throws Exception {
        String answer = server.raw("GET " + path + " HTTP/1.1");
        assertTrue(answer.matches("(?s)HTTP/1.1 40[034] .*"), answer);
        assertFalse(answer.contains("Set-Cookie: a") || answer.contains("<web-app") || answer.contains("Main-Class") || answer.contains("\u00ca\u00fe\u00ba\u00be") || answer.contains("Exception"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /" + "?f", "GET /?%", "GET /processes/count?%zz=%zz&end=%00", "GET /jobs?page=-1&f=html", "GET /jobs?page=99999999999999999999&f=html", "GET /jobs?state=%3Cscript%3E&process=%00&f=html",
        "GET /processes/count;x=1", "GET /processes/count/", "HEAD /", "HEAD /processes/count?f=html", "HEAD /jobs", "HEAD /static/mayfly.css", "HEAD /health/ready", "GET /processes/count?rerun=&sample=nope&f=html"})
    void oddQuestionsGetPlainAnswers(String line) throws Exception {
        String answer = server.raw(line + " HTTP/1.1");
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        if (line.startsWith("HEAD")) assertTrue(answer.endsWith("\r\n\r\n"), answer);
        assertFalse(answer.contains("<script>"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT /processes", "PATCH /jobs", "DELETE /processes/count", "POST /processes", "FOO /processes", "get /processes", "GET /processes/count/execution?f=json", "POST /jobs/x"})
    void wrongMethodsAreToldWhatIsRight(String line) throws Exception {
        String answer = server.raw(line + " HTTP/1.1");
        assertTrue(answer.startsWith("HTTP/1.1 405 "), answer);
        assertTrue(answer.contains("\r\nAllow: "), answer);
    }

    @Test void optionsAreToldToo() throws Exception {
        String answer = server.raw("OPTIONS /processes/count/execution HTTP/1.1");
        assertTrue(answer.startsWith("HTTP/1.1 204 ") && answer.contains("\r\nAllow: GET, HEAD, OPTIONS, POST\r\n"), answer);
    }

    @Test void headersThatAreTooMuch() throws Exception {
        assertTrue(server.raw("GET / HTTP/1.1\nX: " + "a".repeat(1_000_000)).startsWith("HTTP/1.1 431 "));
        assertTrue(server.raw("GET /" + "a".repeat(1_000_000) + " HTTP/1.1").startsWith("HTTP/1.1 414 "));
        assertTrue(server.raw("GET / HTTP/1.1\nCookie: mayfly_owner=\"; =;;;; mayfly_owner=a.b; mayfly_owner=..; mayfly_refresh=on").startsWith("HTTP/1.1 200 "));
        assertTrue(server.raw("GET / HTTP/1.1\nAccept: ,,;;q=,text/html;q=abc,*/*;q=").startsWith("HTTP/1.1 200 "));
        assertTrue(server.raw("\u0016\u0003\u0001 garbage\r\n\r\n".getBytes()).startsWith("HTTP/1.1 400 "));
        assertTrue(server.raw("GET / HTTP/1.1\r\nHost: \"><script>\r\nConnection: close\r\n\r\n".getBytes()).startsWith("HTTP/1.1 400 "));
    }

    /** The server itself, the servlet container and the application each refuse something, and all in the same words. */
    @Test void whatTheServerRefusesItselfIsAProblemDocumentToo() throws Exception {
        for (String[] one : new String[][] {{"GET / HTTP/1.1\nX: " + "a".repeat(1_000_000), "431", "headers-too-large"}, {"GET /" + "a".repeat(1_000_000) + " HTTP/1.1", "414", "address-too-long"},
            {"GET /jobs/..%2f HTTP/1.1", "400", "malformed"}, {"GET /mayfly/app/boot/Main.class HTTP/1.1", "403", "forbidden"}, {"GET /nowhere HTTP/1.1", "404", "not-found"},
            {"BREW / HTTP/1.1", "405", "method"}, {"DELETE //jobs HTTP/1.1", "400", "malformed"}, {"OPTIONS /jobs/%ff HTTP/1.1", "400", "malformed"}, {"TRACE / HTTP/1.1", "403", "forbidden"}}) {
            String answer = server.raw(one[0]);
            assertTrue(answer.startsWith("HTTP/1.1 " + one[1] + " "), answer);
            assertTrue(answer.matches("(?is).*\r\ncontent-type: application/problem\\+json.*"), answer);
            assertTrue(answer.contains("/problems/" + one[2] + "\"") && answer.contains("\"status\":" + one[1] + ","), answer);
        }
        String page = server.raw("GET /jobs/..%2f HTTP/1.1\nAccept: text/html");
        assertTrue(page.startsWith("HTTP/1.1 400 ") && page.contains("The request is malformed") && page.contains("href=\"/problems/malformed\""), page);
    }

    @Test void aJobOfSomebodyElseCanBeSeenAndNotTouched() throws Exception {
        Browser owner = server.browser();
        String job = Browser.job(owner.form(COUNT, "start", "1", "end", "2", "pause", "600"));
        server.await(job, "running");
        String token = owner.token("jobs/" + job);
        assertEquals(200, browser.get("jobs/" + job).statusCode());
        assertFalse(browser.get("jobs/" + job).body().contains("name=\"token\""));
        assertEquals(403, browser.form("jobs/" + job + "/dismiss", "token", token).statusCode());
        assertEquals(403, browser.form("jobs/" + job + "/delete", "token", token).statusCode());
        assertEquals(403, browser.request("DELETE", "jobs/" + job).statusCode());
        assertEquals(403, owner.form("jobs/" + job + "/dismiss", "token", "go.AAAAAAAAAAAAAAAAAAAAAA").statusCode());
        assertEquals(403, owner.form("jobs/" + job + "/dismiss").statusCode());
        assertEquals(409, owner.form("jobs/" + job + "/delete", "token", token).statusCode());
        assertFalse(server.status(job).contains("dismissed"));
        assertEquals(303, owner.form("jobs/" + job + "/dismiss", "token", token).statusCode());
        // A worker that hears of it by its own heartbeat first leaves before it is counted.
        Server.until("the proof is there", 30, () -> owner.follow(owner.get("jobs/" + job)).body().matches("(?s).*(1\u00a0process ended, 0 left|nothing is left of it).*"));
        assertEquals(303, owner.form("jobs/" + job + "/delete", "token", token).statusCode());
        assertEquals(410, owner.get("jobs/" + job).statusCode());
        assertEquals(410, browser.get("jobs/" + job + "/log?f=json").statusCode());
        assertFalse(Files.exists(server.home().resolve("jobs").resolve(job)));
    }

    @Test void aForgedOwnerIsANewOne() throws Exception {
        String job = Browser.job(browser.form(COUNT, "start", "1", "end", "2"));
        server.await(job, "successful");
        for (String cookie : new String[] {"mayfly_owner=x", "mayfly_owner=.", "mayfly_owner=" + "a".repeat(22) + "." + "A".repeat(22)})
            assertEquals(403, server.browser().request("DELETE", "jobs/" + job, "Cookie", cookie).statusCode());
    }

    @Test void aLogOfAGigabyteCostsNoMore() throws Exception {
        String job = Browser.job(browser.form(COUNT, "start", "1", "end", "2"));
        server.await(job, "successful");
        Path log = server.attempt(job).resolve("stdout.log");
        try (var file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(1_000_000_000);
            file.seek(999_999_000);
            file.write(("\nthe last line <b>\n").getBytes());
        }
        long begun = System.nanoTime();
        for (String path : new String[] {"jobs/" + job + "/log", "jobs/" + job + "/log?offset=999990000", "jobs/" + job + "/log?offset=500000000", "jobs/" + job + "/log?tail=1", "jobs/" + job + "/log?offset=99999999999999999"}) {
            HttpResponse<String> page = browser.get(path);
            assertEquals(200, page.statusCode(), path);
            assertTrue(page.body().length() < 400_000, path + ": " + page.body().length());
        }
        assertTrue(browser.get("jobs/" + job + "/log?offset=999990000").body().contains("the last line &lt;b&gt;"));
        assertEquals(2000, browser.get("jobs/" + job + "/log?f=text&tail=2000").body().length());
        HttpResponse<String> part = browser.get("jobs/" + job + "/log?f=text", "Range", "bytes=999999001-999999013");
        assertEquals("206 the last line", part.statusCode() + " " + part.body());
        assertEquals(416, browser.get("jobs/" + job + "/log?f=text", "Range", "bytes=2000000000-").statusCode());
        assertEquals(200, browser.get("jobs/" + job + "/results").statusCode());
        assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(20));
    }
}
