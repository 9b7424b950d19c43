package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mayfly.queue.Refusal;
import mayfly.queue.Submission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forms and JSON as they arrive in a real server. */
class SubmissionTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=XX";
    private static final String EXECUTION = "/processes/everything/execution";

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

    private static String multipart(String... parts) {
        var body = new StringBuilder();
        for (String part : parts) body.append("--XX\r\nContent-Disposition: form-data; ").append(part).append("\r\n");
        return body.append("--XX--\r\n").toString();
    }

    private static String text(String name, String value) {
        return "name=\"" + name + "\"\r\n\r\n" + value;
    }

    private static String file(String name, String fileName, String content) {
        return "name=\"" + name + "\"; filename=\"" + fileName + "\"\r\nContent-Type: text/csv\r\n\r\n" + content;
    }

    private String formToken() throws Exception {
        return find("name=\"form-token\" value=\"([^\"]+)\"", Http.page(server.url("/processes/everything")).body());
    }

    private static String find(String pattern, String body) {
        Matcher m = Pattern.compile(pattern).matcher(body);
        assertTrue(m.find(), () -> pattern + " is not in\n" + body);
        return m.group(1);
    }

    private Submission last() {
        return server.jobs.submitted.get(server.jobs.submitted.size() - 1);
    }

    @Test
    void aFormBecomesAJob() throws Exception {
        var answer = Http.post(server.url(EXECUTION), MULTIPART, multipart(text("bins", "10"), text("size", "small"), text("words", "a\r\nb"), file("table", "../../pen guins.csv", "a,b\n1,2\n")));
        assertEquals(303, answer.statusCode(), answer.body());
        assertTrue(answer.headers().firstValue("Location").orElse("").matches("/jobs/[0-9A-Za-z]{22}"));
        assertEquals("{\"bins\":10,\"size\":\"small\",\"words\":[\"a\",\"b\"]}", shown("bins", "size", "words"));
        assertEquals("pen guins.csv", last().uploads().get(0).name());
        assertEquals(last().uploads().get(0).id(), last().inputs().path("table").path("file").asString());
        assertEquals(WebServer.ANNA, last().owner());
    }

    private String shown(String... names) {
        var all = last().inputs().deepCopy();
        return all.retain(names).toString();
    }

    @Test
    void sendingTwiceLeadsToTheSameJob() throws Exception {
        String body = multipart(text("form-token", formToken()), file("table", "a.csv", "a\n"));
        String first = Http.post(server.url(EXECUTION), MULTIPART, body).headers().firstValue("Location").orElseThrow();
        String second = Http.post(server.url(EXECUTION), MULTIPART, body, "Cookie", "a=b").headers().firstValue("Location").orElseThrow();
        assertEquals(first, second);
        String other = Http.post(server.url(EXECUTION), MULTIPART, multipart(text("form-token", formToken()), file("table", "a.csv", "a\n"))).headers().firstValue("Location").orElseThrow();
        assertFalse(first.equals(other));
    }

    @Test
    void faultsComeBackAtTheirFieldsAndTheFileIsKept() throws Exception {
        var faulty = Http.post(server.url(EXECUTION), MULTIPART, multipart(text("bins", "500"), text("text", "<b>"), file("table", "kept.csv", "a\n")));
        assertEquals(422, faulty.statusCode());
        assertTrue(faulty.body().contains("you wrote “500”"));
        assertTrue(faulty.body().contains("value=\"&lt;b&gt;\""));
        assertTrue(faulty.body().contains("<strong>kept.csv</strong>"));
        String kept = find("name=\"table.kept\" value=\"([^\"]+)\"", faulty.body());
        var again = Http.post(server.url(EXECUTION), MULTIPART, multipart(text("bins", "50"), text("table.kept", kept), file("table", "", "")));
        assertEquals(303, again.statusCode(), again.body());
        assertEquals("kept.csv", last().uploads().get(0).name());
        var replaced = Http.post(server.url(EXECUTION), MULTIPART, multipart(text("bins", "50"), text("table.kept", kept), file("table", "new.csv", "b\n")));
        assertEquals(303, replaced.statusCode());
        assertEquals(List.of("new.csv"), last().uploads().stream().map(u -> u.name()).toList());
        var forged = Http.post(server.url(EXECUTION), MULTIPART, multipart(text("table.kept", "x" + kept), file("table", "", "")));
        assertEquals(422, forged.statusCode());
        server.jobs.uploads.clear();
        var gone = Http.post(server.url(EXECUTION), MULTIPART, multipart(text("table.kept", kept), file("table", "", "")));
        assertTrue(gone.body().contains("is not kept any more"), gone.body());
    }

    @Test
    void aFileMustBeThereAndMayBeEmpty() throws Exception {
        var none = Http.post(server.url(EXECUTION), MULTIPART, multipart(file("table", "", "")));
        assertEquals(422, none.statusCode());
        assertTrue(none.body().contains("id=\"in-table-fault\""));
        assertEquals(303, Http.post(server.url(EXECUTION), MULTIPART, multipart(file("table", "empty.csv", ""))).statusCode());
    }

    @Test
    void aFileAboveTheLimitIsSaidInWords() throws Exception {
        var large = Http.post(server.url(EXECUTION), MULTIPART, multipart(text("bins", "12"), file("table", "big.csv", "x".repeat(1_500_000))));
        assertEquals(413, large.statusCode());
        assertTrue(large.body().contains("“big.csv” is larger than 200\u00a0kB"));
        assertTrue(large.body().contains("value=\"12\""));
        assertTrue(server.jobs.submitted.isEmpty());
    }

    @Test
    void textsAboveTheLimitAreRefusedAndNeverCut() throws Exception {
        assertEquals(413, Http.post(server.url(EXECUTION), FORM, "remarks=" + "x".repeat(2_000_001)).statusCode());
        assertEquals(413, Http.post(server.url(EXECUTION), MULTIPART, multipart(text("remarks", "x".repeat(2_000_001)))).statusCode());
        var many = new StringBuilder("bins=10");
        for (int i = 0; i < 3000; i++) many.append("&also=gaps");
        assertEquals(422, Http.post(server.url(EXECUTION), FORM, many.toString()).statusCode());
    }

    @Test
    void anUploadThatBreaksOffLeavesNoJob() throws Exception {
        try (var socket = new Socket("127.0.0.1", server.url("").getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + EXECUTION + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + MULTIPART + "\r\nContent-Length: 100000\r\n\r\n--XX\r\nContent-Disposition: form-data; "
                    + file("table", "a.csv", "a,b\n")).getBytes(StandardCharsets.UTF_8));
            out.flush();
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
        assertTrue(server.jobs.submitted.isEmpty());
        assertEquals(400, Http.post(server.url(EXECUTION), MULTIPART, "--XX\r\nContent-Disposition: form-data; " + text("bins", "1")).statusCode());
    }

    @Test
    void undeclaredInputsAndOtherBodiesAreRefused() throws Exception {
        var extra = Http.post(server.url("/processes/bare/execution"), FORM, "nothing=1");
        assertEquals(422, extra.statusCode());
        assertTrue(extra.body().contains("“nothing”"));
        assertEquals(415, Http.post(server.url(EXECUTION), "text/plain", "x").statusCode());
        assertEquals(303, Http.post(server.url("/processes/bare/execution"), FORM, "").statusCode());
    }

    @Test
    void aFullQueueShowsTheFormAgain() throws Exception {
        server.jobs.refuse = new Refusal(Refusal.Reason.QUEUE_FULL, "The queue is full.", Duration.ofSeconds(30), null);
        HttpResponse<String> answer = Http.post(server.url(EXECUTION), MULTIPART, multipart(text("bins", "13"), file("table", "a.csv", "a\n")));
        assertEquals(429, answer.statusCode());
        assertEquals("30", answer.headers().firstValue("Retry-After").orElse(""));
        assertTrue(answer.body().contains("Nothing was started") && answer.body().contains("value=\"13\"") && answer.body().contains("<strong>a.csv</strong>"));
    }

    @Test
    void aSampleIsSentWithItsFile() throws Exception {
        String page = Http.page(server.url("/processes/everything?sample=small&bins=11")).body();
        assertTrue(page.contains("value=\"11\"") && page.contains("<strong>sample.csv</strong>"));
        String sample = find("name=\"table.sample\" value=\"([^\"]+)\"", page);
        assertEquals(303, Http.post(server.url(EXECUTION), MULTIPART, multipart(text("table.sample", sample), file("table", "", ""))).statusCode());
        assertEquals("sample.csv", last().uploads().get(0).name());
    }

    @Test
    void aPastedTextIsAFile() throws Exception {
        assertEquals(303, Http.post(server.url(EXECUTION), MULTIPART, multipart(file("table", "", ""), text("table.paste", "a,b\r\n1,ä\r\n"))).statusCode());
        assertEquals("pasted.csv", last().uploads().get(0).name());
        assertEquals("text/csv", last().uploads().get(0).mediaType());
        assertEquals("a,b\n1,ä\n", java.nio.file.Files.readString(last().uploads().get(0).path()));
        assertEquals(303, Http.post(server.url(EXECUTION), MULTIPART, multipart(file("table", "a.csv", "a\n"), text("table.paste", " \r\n"))).statusCode());
        assertEquals("a.csv", last().uploads().get(0).name());
        assertEquals(422, Http.post(server.url(EXECUTION), FORM, "table.paste=").statusCode());
        assertEquals(413, Http.post(server.url(EXECUTION), FORM, "table.paste=" + "x".repeat(200_001)).statusCode());
        var none = Http.post(server.url(EXECUTION), MULTIPART, multipart(file("table", "a.csv", "a\n"), text("extra.paste", "b")));
        assertTrue(none.body().contains("“extra.paste” is no input"), none.body());
    }

    @Test
    void aPastedTextComesBackAsTextAndNothingOfItIsLeftBehind() throws Exception {
        var faulty = Http.post(server.url(EXECUTION), MULTIPART, multipart(text("bins", "500"), file("table", "", ""), text("table.paste", "a</textarea><script>")));
        assertEquals(422, faulty.statusCode());
        assertTrue(faulty.body().contains(">a&lt;/textarea&gt;&lt;script&gt;</textarea>"), faulty.body());
        assertFalse(faulty.body().contains("table.kept"), faulty.body());
        assertTrue(server.jobs.uploads.isEmpty());
    }

    @Test
    void aFileAndAPastedTextAreOneTooMany() throws Exception {
        var both = Http.post(server.url(EXECUTION), MULTIPART, multipart(file("table", "a.csv", "a\n"), text("table.paste", "b")));
        assertEquals(422, both.statusCode());
        assertTrue(find("id=\"in-table-fault\">(.*)", both.body()).contains("A file was chosen, and a text pasted as well."), both.body());
        assertTrue(both.body().contains("<strong>a.csv</strong>") && both.body().contains(">b</textarea>"), both.body());
    }

    @Test
    void whatIsNotAskedForIsLeftOutInBothFaces() throws Exception {
        String form = "bins=7&table.paste=a&shade=dark&colour=";
        assertEquals(303, Http.post(server.url(EXECUTION), FORM, form + "orange").statusCode());
        assertFalse(last().inputs().has("shade"));
        assertEquals(303, Http.post(server.url(EXECUTION), FORM, form + "red").statusCode());
        assertEquals("dark", last().inputs().path("shade").asString());
        var missing = Http.post(server.url(EXECUTION), FORM, "table.paste=a&colour=red");
        assertTrue(missing.body().contains("id=\"in-shade-fault\""), missing.body());
        String json = "{\"inputs\": {\"table\": \"a\", \"shade\": 7, \"colour\": \"";
        assertEquals(201, Http.post(server.url(EXECUTION), "application/json", json + "orange\"}}", "Accept", "application/json").statusCode());
        assertFalse(last().inputs().has("shade"));
        assertEquals(422, Http.post(server.url(EXECUTION), "application/json", json + "red\"}}", "Accept", "application/json").statusCode());
    }

    @Test
    void aFormSaysToTheBrowserWhatTheSchemaSays() throws Exception {
        String page = Http.page(server.url("/processes/everything")).body();
        assertFalse(page.contains("novalidate"), page);
        assertTrue(find("(<input id=\"in-bins\"[^>]*>)", page).matches(".* type=\"text\".* inputmode=\"numeric\".* pattern=\"[^\"]+\" title=\"A whole number from 5 to 50\".*"), page);
        assertTrue(find("(<input id=\"in-text\"[^>]*>)", page).contains("maxlength=\"20\""), page);
        assertTrue(find("(<input id=\"in-share\"[^>]*>)", page).contains("list=\"in-share-examples\" aria-describedby=\"in-share-unit in-share-help\""), page);
        assertTrue(find("(<input id=\"in-shade\"[^>]*>)", page).contains("pattern=\"[a-z \\-]+\""), page);
        assertFalse(find("(<input id=\"in-shade\"[^>]*>)", page).contains("required"), page);
        assertTrue(page.contains("Only if “One of many” is Red or Green."), page);
        assertTrue(find("(<input type=\"file\" id=\"in-table\"[^>]*>)", page).contains("accept=\".csv,text/csv\""), page);
    }

    @Test
    void jsonBecomesAJobToo() throws Exception {
        var answer = Http.post(server.url(EXECUTION), "application/json", "{\"inputs\": {\"table\": {\"value\": \"YSxi\", \"encoding\": \"base64\", \"mediaType\": \"text/csv\"}, \"bins\": 7}}", "Accept", "application/json");
        assertEquals(201, answer.statusCode(), answer.body());
        assertTrue(answer.headers().firstValue("Location").orElse("").startsWith(server.url("/jobs/").toString()));
        assertTrue(answer.body().contains("\"status\":\"accepted\""));
        assertEquals("a,b", new String(java.nio.file.Files.readAllBytes(last().uploads().get(0).path())));
    }

    @Test
    void whatIsElsewhereIsNotFetchedByTheContainersThreads() throws Exception {
        String body = "{\"inputs\": {\"table\": {\"href\": \"https://data.example.org/a.csv\", \"type\": \"text/csv\"}}}";
        var answer = Http.post(server.url(EXECUTION), "application/json", body, "Accept", "application/json");
        assertEquals(201, answer.statusCode(), answer.body());
        assertEquals("https://data.example.org/a.csv", java.nio.file.Files.readString(last().uploads().get(0).path()));
        assertEquals(1, server.jobs.fetchers.size());
        assertFalse(server.jobs.fetchers.get(0).startsWith("qtp"), server.jobs.fetchers.toString());
    }

    @Test
    void jsonFaultsAreNamed() throws Exception {
        var cases = new ArrayList<String[]>();
        cases.add(new String[] {"{\"inputs\": {", "400", "Line 1"});
        cases.add(new String[] {"[]", "400", "object"});
        cases.add(new String[] {"{\"inputs\": 3}", "400", "object"});
        cases.add(new String[] {"{\"inputs\": {\"table\": {\"file\": \"../../etc/passwd\", \"name\": \"x\", \"size\": 1, \"mediaType\": \"a/b\"}}}", "422", "\"input\":\"table\""});
        cases.add(new String[] {"{\"inputs\": {\"table\": \"a\", \"bins\": \"many\", \"other\": 1}}", "422", "\"input\":\"bins\""});
        cases.add(new String[] {"{\"inputs\": {\"table\": {\"value\": \"%%%\", \"encoding\": \"base64\"}}}", "422", "not"});
        cases.add(new String[] {"{\"inputs\": {\"table\": \"a\", \"bins\": {\"value\": \"5\", \"encoding\": \"zip\"}}}", "422", "found “zip”"});
        cases.add(new String[] {"{\"inputs\": {\"table\": \"a\", \"bins\": {\"value\": \"/w==\", \"encoding\": \"base64\"}}}", "422", "no text in UTF-8"});
        cases.add(new String[] {"{\"inputs\": {\"table\": \"half \\ud83d of one\"}}", "400", "half of a character"});
        for (String[] c : cases) {
            var answer = Http.post(server.url(EXECUTION), "application/json", c[0], "Accept", "*/*");
            assertEquals(c[1], Integer.toString(answer.statusCode()), answer.body());
            assertTrue(answer.body().contains(c[2]), answer.body());
        }
        assertTrue(server.jobs.submitted.isEmpty());
    }

    @Test
    void anIdempotencyKeyLeadsToTheSameJob() throws Exception {
        String body = "{\"inputs\": {}}";
        var url = server.url("/processes/bare/execution");
        String first = Http.post(url, "application/json", body, "Idempotency-Key", "0123456789abcdef").headers().firstValue("Location").orElseThrow();
        assertEquals(first, Http.post(url, "application/json", body, "Idempotency-Key", "0123456789abcdef").headers().firstValue("Location").orElseThrow());
        assertEquals(400, Http.post(url, "application/json", body, "Idempotency-Key", "short").statusCode());
    }

    @Test
    void aTypeWithACharsetThatNobodyKnowsIsReadAsWhatItIs() throws Exception {
        var json = Http.post(server.url("/processes/bare/execution"), "application/json;charset=nope", "{\"inputs\": {}}");
        assertEquals(201, json.statusCode(), json.body());
        var form = Http.post(server.url("/processes/bare/execution"), "application/x-www-form-urlencoded;charset=nope", "");
        assertTrue(form.statusCode() < 500, form.body());
        var packed = Http.post(server.url("/processes/bare/execution"), "application/json", "{\"inputs\": {}}", "Content-Encoding", "gzip", "Accept", "*/*");
        assertEquals(415, packed.statusCode());
        assertTrue(packed.body().contains("without “Content-Encoding”; found “gzip”"), packed.body());
    }
}
