package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mayfly.job.FailureKind;
import mayfly.queue.ProblemType;
import mayfly.queue.Refusal;
import mayfly.web.StubRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unbescape.html.HtmlEscape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever goes wrong is said in both faces in the words of one table, each row of which has an address that explains it. */
class ProblemsTest {
    private static final String OGC = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/";
    private static final String JSON = "application/json";
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

    /** Requests that are refused, with their status. */
    private Map<HttpRequest.Builder, Integer> refused() {
        String job = "/jobs/" + StubRecords.id("successful");
        var all = new LinkedHashMap<HttpRequest.Builder, Integer>();
        all.put(get("/nowhere"), 404);
        all.put(get("/problems/nothing"), 404);
        all.put(get("/processes/nowhere"), 404);
        all.put(get("/jobs/nowhere"), 404);
        all.put(get("/jobs/" + StubRecords.id("expired")), 410);
        all.put(get("/jobs/" + StubRecords.id("running") + "/results"), 404);
        all.put(get("/jobs/" + StubRecords.id("dismissed") + "/results"), 404);
        for (FailureKind kind : FailureKind.values()) all.put(get("/jobs/" + StubRecords.id("kind" + kind.name().toLowerCase(Locale.ROOT)) + "/results"), ProblemType.of(kind).status());
        all.put(get(job + "/results/nothing"), 404);
        all.put(get(job + "/results/nothing?f=csv"), 404);
        all.put(get(job + "/log?attempt=7"), 404);
        all.put(get(job + "/log?f=text").header("Range", "bytes=999999999-"), 416);
        all.put(get("/jobs?limit=0"), 400);
        all.put(get("/jobs?status=late"), 400);
        all.put(get("/operator"), 401);
        all.put(post("/processes/bare/execution", "{"), 400);
        all.put(post("/processes/bare/execution", "{\"inputs\": 7}"), 400);
        all.put(post("/processes/bare/execution", "{\"inputs\": {\"nothing\": 1}}"), 422);
        all.put(post("/processes/bare/execution", "{}").header("Sec-Fetch-Site", "cross-site"), 403);
        all.put(post("/jobs", "{}"), 405);
        all.put(post("/jobs/" + StubRecords.id("running") + "/keep", "{\"until\": \"tomorrow\"}").header("Cookie", WebServer.cookie()), 400);
        all.put(request("/jobs/" + StubRecords.id("running")).DELETE(), 403);
        return all;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.url(path));
    }

    private HttpRequest.Builder get(String path) {
        return request(path).GET();
    }

    private HttpRequest.Builder post(String path, String body) {
        return request(path).header("Content-Type", JSON).POST(BodyPublishers.ofString(body));
    }

    @Test
    void everyReasonAndEveryKindOfFailureHasARow() {
        for (Refusal.Reason reason : Refusal.Reason.values()) assertEquals(reason.name(), ProblemType.of(reason).name());
        for (FailureKind kind : FailureKind.values()) assertEquals(kind.title(), ProblemType.of(kind).title());
        assertEquals(ProblemType.values().length, Arrays.stream(ProblemType.values()).map(ProblemType::label).distinct().count());
        for (ProblemType type : ProblemType.values()) {
            assertTrue(type.status() >= 400 && type.status() < 600, type.name());
            for (String text : new String[] {type.happened(), type.safe(), String.join(" ", type.next())}) assertTrue(text.matches("[A-Z].*[.?].*") && text.endsWith("."), type + ": " + text);
            assertFalse(type.title().endsWith("."), type.title());
        }
    }

    /** No code answers with an error status of its own: all go through the table. */
    @Test
    void noErrorIsAnsweredPastTheTable() throws Exception {
        var past = new TreeSet<String>();
        Pattern own = Pattern.compile("sendError\\(|setStatus\\((?!status\\))[^)]*(\\b[45]\\d\\d\\b|SC_(?!NO_CONTENT|NOT_MODIFIED|OK|CREATED))|new (Problem|Trouble)\\((?!ProblemType\\.)");
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/mayfly"))) {
            for (Path file : files.filter(f -> f.toString().matches(".*/(web|api|app)/.*\\.java")).toList())
                Files.readString(file).lines().filter(l -> own.matcher(l).find()).forEach(l -> past.add(file.getFileName() + ": " + l.strip()));
        }
        // What says why nothing runs at all answers before there is anything to explain it.
        assertEquals(Set.of("NotStarted.java: response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);"), past);
    }

    @Test
    void everyRefusalIsAProblemDocumentWhoseTypeResolves() throws Exception {
        for (var one : refused().entrySet()) {
            HttpResponse<String> answer = Http.send(one.getKey(), "Accept", "*/*");
            String what = answer.request().method() + " " + answer.request().uri() + ": " + answer.body();
            assertEquals(one.getValue(), answer.statusCode(), what);
            explained(what, answer);
            HttpResponse<String> alone = Http.send(one.getKey(), "Accept", JSON);
            assertEquals(JSON, alone.headers().firstValue("Content-Type").orElse(""), what);
            assertEquals("application/problem+json", Http.send(one.getKey(), "Accept", "application/problem+json, application/json").headers().firstValue("Content-Type").orElse(""), what);
        }
    }

    @Test
    void jsonThatBreaksOffIsSaidByItsPlaceAndNothingOfTheParserItself() throws Exception {
        String detail = JsonMapper.shared().readTree(Http.send(post("/processes/bare/execution", "{\"inputs\": {"), "Accept", "*/*").body()).path("detail").asString();
        assertTrue(detail.startsWith("Line 1, column 13: "), detail);
        assertFalse(detail.contains("Source"), detail);
        for (String body : new String[] {"{\"inputs\": " + "[".repeat(2000), "{\"inputs\": NaN}", "{\"inputs\": " + "9".repeat(2000) + "}"}) {
            String said = JsonMapper.shared().readTree(Http.send(post("/processes/bare/execution", body), "Accept", "*/*").body()).path("detail").asString();
            assertFalse(said.isEmpty() || said.contains("Constraints") || said.contains("Feature"), said);
        }
    }

    @Test
    void everyReasonOfARefusalIsAProblemDocumentAndAPageInTheSameWords() throws Exception {
        for (Refusal.Reason reason : Refusal.Reason.values()) {
            server.jobs.refuse = new Refusal(reason, "The detail of <" + reason + ">.", Duration.ofSeconds(30), null);
            HttpResponse<String> answer = Http.unchecked(get("/jobs"), "Accept", "*/*");
            HttpResponse<String> page = Http.unchecked(get("/jobs"), "Accept", Http.HTML);
            server.jobs.refuse = null;
            explained(reason.name(), answer);
            assertEquals(answer.statusCode(), page.statusCode(), reason.name());
            assertEquals("30", answer.headers().firstValue("Retry-After").orElse(""));
            said(answer, page, reason != Refusal.Reason.STORE_DOWN && reason != Refusal.Reason.RECORD_LOST);
        }
    }

    @Test
    void aPageSaysWhatTheDocumentSays() throws Exception {
        for (String path : List.of("/nowhere", "/processes/nowhere", "/jobs/nowhere")) said(Http.json(server.url(path)), Http.page(server.url(path)), true);
    }

    /** @param whole whether the page has no more to say than what the table has */
    private void said(HttpResponse<String> answer, HttpResponse<String> page, boolean whole) throws Exception {
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        String words = HtmlEscape.unescapeHtml(Words.of(page));
        for (String member : whole ? List.of("title", "detail", "safe", "next") : List.of("title")) assertTrue(words.contains(problem.path(member).asString()), member + " of " + answer.body() + "\n" + words);
        var type = Arrays.stream(ProblemType.values()).filter(t -> t.title().equals(problem.path("title").asString())).findFirst().orElseThrow();
        assertTrue(page.body().contains("href=\"" + type.path() + "\""), page.body());
    }

    /** A problem document, whole, and its type known. */
    private void explained(String what, HttpResponse<String> answer) throws Exception {
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElse(""), what);
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertEquals(answer.statusCode(), problem.path("status").asInt(), what);
        assertEquals(answer.request().uri().getPath(), problem.path("instance").asString(), what);
        for (String member : List.of("title", "detail", "safe", "next")) assertFalse(problem.path(member).asString("").isBlank(), what + " has no " + member);
        String type = problem.path("type").asString("");
        if (type.startsWith(OGC)) assertTrue(Set.of("no-such-process", "no-such-job", "result-not-ready").contains(type.substring(OGC.length())), what);
        else {
            assertTrue(type.startsWith(server.url("/problems/").toString()), what);
            JsonNode row = JsonMapper.shared().readTree(Http.json(URI.create(type)).body());
            for (String member : List.of("type", "title", "safe", "next")) assertEquals(row.path(member), problem.path(member), what);
            HttpResponse<String> page = Http.page(URI.create(type));
            assertEquals(200, page.statusCode(), what);
            assertTrue(HtmlEscape.unescapeHtml(Words.of(page)).contains(row.path("happened").asString()), what);
        }
    }

    @Test
    void allProblemsAreListed() throws Exception {
        JsonNode all = JsonMapper.shared().readTree(Http.json(server.url("/problems")).body()).path("problems");
        Set<String> listed = all.valueStream().map(p -> p.path("name").asString()).collect(Collectors.toSet());
        assertEquals(Arrays.stream(ProblemType.values()).map(ProblemType::label).collect(Collectors.toSet()), listed);
        String page = Http.page(server.url("/problems")).body();
        for (String name : listed) assertTrue(page.contains("href=\"/problems/" + name + "\""), name);
        HttpResponse<String> first = Http.json(server.url("/problems"));
        assertEquals(304, Http.json(server.url("/problems"), "If-None-Match", first.headers().firstValue("ETag").orElseThrow()).statusCode());
    }
}
