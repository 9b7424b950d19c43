package mayfly.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mayfly.testing.Browser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs send that is wrong. */
class JsonFaultsIT {
    private static final String COUNT = "processes/count/execution";
    private static final String ECHO = "processes/echo/execution";
    private static Server server;
    private final Browser program = server.browser();

    @BeforeAll static void start() throws Exception {
        server = Server.shared();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"inputs\":", "[]", "", "null", "\"x\"", "{\"inputs\":[]}", "{\"inputs\":null}", "{\"inputs\":{\"start\":1,\"start\":2,\"end\":3}}",
        "{\"inputs\":{\"start\":1,\"end\":3}}x", "{\"inputs\":{\"start\":NaN,\"end\":3}}", "\0\0\0\0", "<inputs/>"})
    void whatIsNoJsonObjectIsRefusedAs400(String body) throws Exception {
        HttpResponse<String> answer = program.json(COUNT, body);
        assertEquals(400, answer.statusCode(), answer.body());
        assertEquals("application/problem+json", type(answer));
    }

    @Test void depthAndLengthHaveBounds() throws Exception {
        assertEquals(400, program.json(COUNT, "{\"inputs\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}").statusCode());
        assertEquals(400, program.json(COUNT, "{\"inputs\":{\"start\":" + "9".repeat(5000) + ",\"end\":2}}").statusCode());
        HttpResponse<String> answer = program.json(COUNT, "{\"inputs\":\"" + "x".repeat(12_000_000) + "\"}");
        assertEquals(413, answer.statusCode(), answer.body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"start\":\"a\",\"end\":[1]} | start end", "{\"start\":true,\"end\":2} | start", "{} | start end", "{\"start\":1} | end",
        "{\"start\":1e999999999,\"end\":2} | start", "{\"start\":1,\"end\":2,\"pause\":1e400} | pause", "{\"start\":1,\"end\":9223372036854775808} | end",
        "{\"start\":1.5,\"end\":2} | start", "{\"start\":null,\"end\":2} | start"})
    void wrongAndMissingInputsAreNamed(String inputs, String named) throws Exception {
        HttpResponse<String> answer = program.json(COUNT, "{\"inputs\":" + inputs + "}");
        assertEquals(422, answer.statusCode(), answer.body());
        for (String input : named.strip().split(" ")) assertTrue(answer.body().contains("{\"input\":\"" + input + "\",\"message\":"), answer.body());
    }

    @Test void undeclaredInputsAreRefusedByName() throws Exception {
        HttpResponse<String> answer = program.json(COUNT, "{\"inputs\":{\"start\":1,\"end\":2,\"speed\":3}}");
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("“speed”"), answer.body());
    }

    @Test void noContentOfAClientNamesAFileOfOurs() throws Exception {
        HttpResponse<String> answer = program.json(ECHO, "{\"inputs\":{\"text\":\"a\",\"file\":{\"file\":\"../../secret\",\"name\":\"x\"}}}");
        assertEquals(422, answer.statusCode(), answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"???", "eA==!", "e", "ÄÄÄÄ"})
    void badBase64IsAFaultAndNotAnEmptyFile(String content) throws Exception {
        HttpResponse<String> answer = program.json(ECHO, "{\"inputs\":{\"text\":\"a\",\"file\":{\"value\":\"" + content + "\",\"encoding\":\"base64\"}}}");
        assertEquals(422, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"input\":\"file\""), answer.body());
    }

    @Test void hostileTextsComeBackAsTheyWereAndBreakNothing() throws Exception {
        String job = Browser.job(program.json(ECHO, """
                {"inputs": {"text": "\\ud83d\\ude00 <script>alert(1)</script> \\u0000\\u202e '\\"", "file":
                {"value": "eA\\n==", "encoding": "base64", "name": "../../a\\r\\nSet-Cookie: x=y\\u0000<b>.csv", "mediaType": "text/html\\r\\nX: y"}}}"""));
        server.await(job, "successful");
        HttpResponse<String> page = program.get("jobs/" + job + "/results");
        assertEquals(200, page.statusCode());
        assertFalse(page.body().contains("<script"), page.body());
        assertFalse(page.body().contains("<b>.csv"), page.body());
        HttpResponse<String> file = program.get("jobs/" + job + "/results/echo");
        assertTrue(file.headers().firstValue("Set-Cookie").isEmpty() && file.headers().firstValue("X").isEmpty());
        assertTrue(file.body().contains("<script>alert(1)</script>"), file.body());
        assertEquals(200, program.get("jobs/" + job + "/rerun").statusCode() == 303 ? program.get("processes/echo?rerun=" + job).statusCode() : -1);
    }

    @Test void unknownProcessesAndJobs() throws Exception {
        for (String path : new String[] {"processes/nope", "jobs/abc", "jobs/0000000000000000000000", "jobs/0000000000000000000000/results", "jobs/0000000000000000000000/log",
            "jobs/0000000000000000000000/results/numbers"}) {
            assertEquals(404, program.get(path).statusCode(), path);
            HttpResponse<String> json = program.get(path + "?f=json");
            assertEquals(404, json.statusCode(), path);
            assertEquals("application/problem+json", type(json), path);
        }
        HttpResponse<String> answer = program.json("processes/nope/execution", "{}");
        assertEquals(404, answer.statusCode());
        assertTrue(answer.body().contains("/no-such-process"), answer.body());
        assertTrue(program.get("jobs/0000000000000000000000?f=json").body().contains("/no-such-job"));
        assertEquals(404, program.request("DELETE", "jobs/0000000000000000000000").statusCode());
    }

    @Test void theSameKeyIsTheSameJob() throws Exception {
        String body = "{\"inputs\":{\"start\":1,\"end\":2}}";
        Browser nameless = server.browser(); // gets its cookie with the first answer
        String first = Browser.job(nameless.json(COUNT, body, "Idempotency-Key", "0123456789-abcdef"));
        assertEquals(first, Browser.job(nameless.json(COUNT, body, "Idempotency-Key", "0123456789-abcdef")));
        assertEquals(first, Browser.job(nameless.json(COUNT, body, "Idempotency-Key", "\"0123456789-abcdef\"")));
        assertNotEquals(first, Browser.job(nameless.json(COUNT, body, "Idempotency-Key", "0123456789-abcdeg")));
        Browser named = server.browser();
        named.get("jobs");
        String own = Browser.job(named.json(COUNT, body, "Idempotency-Key", "0123456789-abcdef"));
        assertNotEquals(first, own, "the key of somebody else reveals nothing");
        assertEquals(own, Browser.job(named.json(COUNT, body, "Idempotency-Key", "0123456789-abcdef")));
        for (HttpResponse<String> other : List.of(named.json(COUNT, body.replace("2", "3"), "Idempotency-Key", "0123456789-abcdef"),
                named.json("processes/echo/execution", "{\"inputs\":{\"text\":\"a\",\"file\":\"b\"}}", "Idempotency-Key", "0123456789-abcdef"))) {
            assertEquals(422, other.statusCode(), other.body());
            assertTrue(other.body().contains("Idempotency-Key is already used"), other.body());
        }
        for (String bad : List.of("short", "x".repeat(201), "with blanks in between")) {
            HttpResponse<String> refused = named.json(COUNT, body, "Idempotency-Key", bad);
            assertEquals(400, refused.statusCode(), refused.body());
            assertTrue(refused.body().contains("“Idempotency-Key”"), refused.body());
        }
        server.await(own, "successful");
        assertEquals(200, named.request("DELETE", "jobs/" + own).statusCode());
        assertNotEquals(own, Browser.job(named.json(COUNT, body, "Idempotency-Key", "0123456789-abcdef")), "a deleted job leaves its key free");
    }

    @Test void aBodyThatBreaksOffStartsNothing() throws Exception {
        long before = jobs();
        String head = "POST /processes/count/execution HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n";
        String body = "{\"inputs\":{\"start\":1,\"end\":2}}";
        for (String request : new String[] {head + "Content-Length: 1000\r\n\r\n" + body, head + "Transfer-Encoding: chunked\r\n\r\nzzz\r\n" + body,
            head + "Transfer-Encoding: chunked\r\n\r\n1e\r\n" + body}) {
            String answer = server.raw(request.getBytes());
            assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 400 "), answer);
        }
        assertEquals(before, jobs());
        assertFalse(server.faults().contains("EofException") || server.faults().contains("reference"), server.faults());
    }

    private static long jobs() throws Exception {
        Path jobs = server.home().resolve("jobs");
        if (!Files.isDirectory(jobs)) return 0;
        try (var files = Files.list(jobs)) {
            return files.count();
        }
    }

    private static String type(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").split(";")[0];
    }
}
