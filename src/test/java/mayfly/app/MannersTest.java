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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import mayfly.job.JobState;
import mayfly.queue.Refusal;
import mayfly.web.StubRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP as it is meant: HEAD, OPTIONS, CORS, rate limits, conditions and ranges. */
class MannersTest {
    private static final String DONE = "/jobs/" + StubRecords.id("successful");
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
        return String.join(", ", answer.headers().allValues(name));
    }

    private HttpResponse<String> ask(String method, String address, String... headers) throws Exception {
        return Http.send(HttpRequest.newBuilder(server.url(address)).header("Cookie", WebServer.cookie()).method(method, BodyPublishers.noBody()), headers);
    }

    private HttpResponse<String> post(String address, String body, String... headers) throws Exception {
        return Http.send(HttpRequest.newBuilder(server.url(address)).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)), headers);
    }

    /** Every address, with something there. */
    private List<String> addresses(Route route) {
        String path = "/" + String.join("/", route.address());
        boolean done = path.matches(".*(results|rerun|log).*");
        path = path.replace("{id}", path.startsWith("/jobs") ? StubRecords.id(path.endsWith("/error") ? "failed" : done ? "successful" : "running") : "everything")
                .replace("results/{name}", "results/report").replace("problems/{name}", "problems/queue-full").replace("{file}", "mayfly.css").replaceAll("\\{\\w+}", "x");
        var out = new ArrayList<String>();
        if (route.html() != null) out.add(path + "?f=html");
        if (route.json() != null) out.add(path + "?f=json");
        return out;
    }

    @Test
    void aHeadHasTheHeadersOfItsGetAndNoBody() throws Exception {
        int found = 0;
        for (Route route : server.routes()) {
            if (!route.method().equals("GET")) continue;
            for (String address : addresses(route)) {
                HttpResponse<String> get = ask("GET", address, "Authorization", WebServer.operator());
                HttpResponse<String> head = ask("HEAD", address, "Authorization", WebServer.operator());
                assertEquals(get.statusCode(), head.statusCode(), address);
                assertEquals("", head.body(), address);
                assertEquals(lasting(get), lasting(head), address);
                // Figures are others at each look.
                String length = header(head, "Content-Length");
                assertTrue(address.startsWith("/metrics") || length.isEmpty() || length.equals(header(get, "Content-Length")), address + ": " + length);
                if (get.statusCode() == 200) found++;
            }
        }
        assertTrue(found > 30, "found " + found);
    }

    /** Without what only says how bytes are sent: a container knows a length that nobody has told it from the bytes alone. */
    private static Map<String, List<String>> lasting(HttpResponse<String> answer) {
        var headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeAll(List.of("date", "transfer-encoding", "content-length"));
        return headers;
    }

    @Test
    void optionsSaysWhatEveryAddressTakes() throws Exception {
        for (Route route : server.routes()) {
            HttpResponse<String> answer = ask("OPTIONS", addresses(route).get(0));
            assertEquals(204, answer.statusCode(), route.toString());
            var allowed = new TreeSet<>(List.of(header(answer, "Allow").split(", ")));
            assertTrue(allowed.contains(route.method()) && allowed.contains("OPTIONS"), route + ": " + allowed);
            assertEquals(allowed.contains("GET"), allowed.contains("HEAD"), route + ": " + allowed);
            String other = allowed.contains("DELETE") ? "PATCH" : "DELETE";
            HttpResponse<String> refused = ask(other, addresses(route).get(0));
            assertEquals(405, refused.statusCode(), route.toString());
            assertTrue(allowed.containsAll(List.of(header(refused, "Allow").split(", "))) && header(refused, "Allow").contains("OPTIONS"), route + ": " + refused.headers());
        }
        assertEquals(404, ask("OPTIONS", "/nowhere").statusCode());
        assertEquals("", header(ask("OPTIONS", "/jobs"), "Access-Control-Allow-Origin"));
    }

    @Test
    void aPageOfAListedSiteMayAskAndReadAndOthersMayNot() throws Exception {
        String[] preflight = {"Origin", WebServer.CORS, "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "authorization,content-type"};
        HttpResponse<String> asked = ask("OPTIONS", "/processes/bare/execution", preflight);
        assertEquals(204, asked.statusCode());
        assertEquals(WebServer.CORS, header(asked, "Access-Control-Allow-Origin"));
        assertEquals("GET, HEAD, OPTIONS, POST", header(asked, "Access-Control-Allow-Methods"));
        assertTrue(header(asked, "Access-Control-Allow-Headers").contains("Authorization") && header(asked, "Access-Control-Allow-Headers").contains("Content-Type"));
        assertEquals("7200", header(asked, "Access-Control-Max-Age"));
        HttpResponse<String> status = ask("GET", RUNNING + "?f=json", "Origin", WebServer.CORS);
        assertEquals(WebServer.CORS, header(status, "Access-Control-Allow-Origin"));
        assertEquals("Accept, Origin", header(status, "Vary"));
        for (String exposed : List.of("Location", "Link", "Preference-Applied", "ETag", "Retry-After", "RateLimit", "RateLimit-Policy")) assertTrue(header(status, "Access-Control-Expose-Headers").contains(exposed), exposed);
        assertEquals(WebServer.CORS, header(ask("GET", "/jobs/nowhere?f=json", "Origin", WebServer.CORS), "Access-Control-Allow-Origin"), "a refusal can be read too");
        for (HttpResponse<String> answer : List.of(asked, status)) assertEquals("", header(answer, "Access-Control-Allow-Credentials"));
        HttpResponse<String> other = ask("GET", RUNNING + "?f=json", "Origin", "https://elsewhere.example");
        assertEquals("", header(other, "Access-Control-Allow-Origin"));
        assertEquals("Accept, Origin", header(other, "Vary"));
        assertEquals("", header(ask("OPTIONS", "/jobs", "Origin", "https://app.example.org.elsewhere.example", "Access-Control-Request-Method", "GET"), "Access-Control-Allow-Methods"));
        assertEquals("Accept-Encoding, Origin", header(ask("GET", "/static/mayfly.css"), "Vary"));
    }

    /** The reader's cookie and login are not the page's: or every page of a listed site could do what its reader may. */
    @Test
    void aPageOfAListedSiteIsNobodyWithoutAToken() throws Exception {
        HttpResponse<String> jobs = ask("GET", "/jobs?f=json", "Origin", WebServer.CORS, "Sec-Fetch-Site", "cross-site");
        assertFalse(jobs.body().contains(StubRecords.id("running")), jobs.body());
        assertEquals(403, ask("DELETE", RUNNING, "Origin", WebServer.CORS).statusCode());
        assertEquals(403, ask("DELETE", RUNNING, "Origin", WebServer.CORS, WebServer.LOGIN, "anna").statusCode());
        assertEquals(403, ask("GET", "/tokens?f=html", "Origin", WebServer.CORS).statusCode());
        assertEquals(JobState.RUNNING, server.jobs.job(StubRecords.id("running")).state());
        HttpResponse<String> sent = post("/processes/bare/execution", "{\"inputs\": {}}", "Origin", WebServer.CORS, "Cookie", WebServer.cookie(), "Sec-Fetch-Site", "cross-site");
        assertEquals(201, sent.statusCode(), sent.body());
        assertEquals("", header(sent, "Set-Cookie"));
        assertNotEquals(WebServer.ANNA, server.jobs.job(header(sent, "Location").replaceAll(".*/", "")).owner());
        assertEquals(403, post("/processes/bare/execution", "{\"inputs\": {}}", "Origin", "https://elsewhere.example").statusCode());
    }

    @Test
    void originsAreComparedWhole() {
        for (String good : List.of("*", "https://example.org", "http://localhost:3000", "http://[::1]:8080")) assertTrue(Cors.isOrigin(good), good);
        for (String bad : List.of("example.org", "https://example.org/", "https://example.org:99999", "null", "https://*.example.org", "ftp://example.org")) assertFalse(Cors.isOrigin(bad), bad);
    }

    @Test
    void aSubmissionIsToldHowManyMoreMayFollow() throws Exception {
        for (HttpResponse<String> sent : List.of(post("/processes/bare/execution", "{\"inputs\": {}}"), Http.post(server.url("/processes/bare/execution"), "application/x-www-form-urlencoded", ""))) {
            assertTrue(sent.statusCode() == 201 || sent.statusCode() == 303, sent.body());
            assertEquals("\"owner\";q=10, \"all\";q=100", header(sent, "RateLimit-Policy"));
            assertEquals("\"owner\";r=8, \"all\";r=97", header(sent, "RateLimit"));
        }
        for (Refusal.Reason reason : List.of(Refusal.Reason.QUEUE_FULL, Refusal.Reason.READ_ONLY, Refusal.Reason.DISK_FULL, Refusal.Reason.RECORD_LOST, Refusal.Reason.STORE_DOWN)) {
            server.jobs.refuse = new Refusal(reason, "Not now.");
            HttpResponse<String> refused = post("/processes/bare/execution", "{\"inputs\": {}}");
            assertEquals(reason.status(), refused.statusCode(), refused.body());
            assertTrue(header(refused, "Retry-After").matches("[1-9]\\d*"), reason + ": " + refused.headers());
            assertEquals(reason == Refusal.Reason.QUEUE_FULL ? "\"owner\";r=8, \"all\";r=97" : "", header(refused, "RateLimit"), reason.toString());
            HttpResponse<String> page = Http.post(server.url("/processes/bare/execution"), "application/x-www-form-urlencoded", "");
            assertEquals(reason.status(), page.statusCode(), page.body());
            assertTrue(header(page, "Retry-After").matches("[1-9]\\d*"), reason + ": " + page.headers());
        }
    }

    @Test
    void whatTheClientHasIsNotSentAgain() throws Exception {
        for (String address : List.of("/?f=json", "/processes?f=json", "/processes/everything?f=json", "/jobs?f=json", RUNNING + "?f=json", DONE + "/results?f=json", DONE + "/results?f=html", RUNNING + "?f=html", "/jobs?f=html",
                "/problems?f=json", "/conformance?f=json", "/api?f=json", DONE + "/results/report")) {
            HttpResponse<String> first = ask("GET", address);
            String tag = header(first, "ETag");
            assertEquals(200, first.statusCode(), address);
            assertTrue(tag.matches("\"[^\"]+\""), address + ": " + tag);
            for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "\"a\",W/" + tag + " , \"b\"", "*")) {
                HttpResponse<String> again = ask("GET", address, "If-None-Match", known);
                assertEquals(304, again.statusCode(), address + " " + known);
                assertEquals("", again.body());
                assertEquals(tag, header(again, "ETag"));
                assertEquals(304, ask("HEAD", address, "If-None-Match", known).statusCode(), address);
            }
            assertEquals(200, ask("GET", address, "If-None-Match", "\"other\", W/\"another\"").statusCode(), address);
        }
        assertNotEquals(header(ask("GET", "/processes/everything?f=json"), "ETag"), header(ask("GET", "/processes/bare?f=json"), "ETag"));
        String before = header(ask("GET", RUNNING + "?f=json"), "ETag");
        server.jobs.dismiss(StubRecords.id("running"), WebServer.ANNA);
        assertEquals(200, ask("GET", RUNNING + "?f=json", "If-None-Match", before).statusCode());
    }

    /** The file is "a,b\n1,2\n". */
    @Test
    void rangesAsTheyAreAskedFor() throws Exception {
        String report = DONE + "/results/report";
        String tag = header(ask("GET", report), "ETag");
        String whole = ask("GET", report).body();
        assertEquals(8, whole.length());
        var expected = new TreeMap<String, String>();
        expected.put("bytes=0-0", "0-0");
        expected.put("bytes=2-4", "2-4");
        expected.put("bytes=5-", "5-7");
        expected.put("bytes=5-99", "5-7");
        expected.put("bytes=-3", "5-7");
        expected.put("bytes=-99", "0-7");
        expected.put("Bytes=2-4", "2-4");
        for (var e : expected.entrySet()) {
            HttpResponse<String> part = ask("GET", report, "Range", e.getKey());
            assertEquals(206, part.statusCode(), e.getKey());
            assertEquals("bytes " + e.getValue() + "/8", header(part, "Content-Range"));
            String[] ends = e.getValue().split("-");
            assertEquals(whole.substring(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]) + 1), part.body(), e.getKey());
            assertEquals(Integer.toString(part.body().length()), header(part, "Content-Length"));
        }
        // Several ranges may be answered with the whole; what is no range is none.
        for (String none : List.of("bytes=0-1,3-4", "bytes=4-2", "bytes=", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=99999999999999999999-")) {
            HttpResponse<String> all = ask("GET", report, "Range", none);
            assertEquals(200, all.statusCode(), none);
            assertEquals(whole, all.body(), none);
        }
        for (String beyond : List.of("bytes=8-", "bytes=9-12", "bytes=-0")) {
            HttpResponse<String> refused = ask("GET", report, "Range", beyond);
            assertEquals(416, refused.statusCode(), beyond);
            assertEquals("bytes */8", header(refused, "Content-Range"));
        }
        assertEquals(206, ask("GET", report, "Range", "bytes=0-0", "If-Range", tag).statusCode());
        for (String other : List.of("\"other\"", "W/" + tag, "Wed, 21 Oct 2015 07:28:00 GMT")) assertEquals(whole, ask("GET", report, "Range", "bytes=0-0", "If-Range", other).body(), other);
        HttpResponse<String> head = ask("HEAD", report, "Range", "bytes=0-0");
        assertEquals(200, head.statusCode());
        assertEquals("8", header(head, "Content-Length"));
        assertEquals(304, ask("GET", report, "Range", "bytes=0-0", "If-None-Match", tag).statusCode());
    }

    /** One refused for its origin is answered before it is read: then it is said that the connection ends. */
    @Test
    void aBodyThatNobodyReadsIsTheLastOfItsConnection() throws Exception {
        URI url = server.url("/jobs");
        try (var socket = new java.net.Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("POST /jobs HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(1000), java.nio.charset.StandardCharsets.ISO_8859_1);
            assertTrue(answer.startsWith("HTTP/1.1 405") && answer.toLowerCase(java.util.Locale.ROOT).contains("\r\nconnection: close"), answer);
        }
    }
}
