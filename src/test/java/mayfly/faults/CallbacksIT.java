package mayfly.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import mayfly.queue.outbound.Signatures;
import mayfly.queue.outbound.Upstream;
import mayfly.testing.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Subscribers are told what happens to their jobs, whatever happens to the server meanwhile. */
class CallbacksIT {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    @TempDir Path folder;
    private Upstream upstream;
    private Server server;

    @BeforeEach void start() throws Exception {
        upstream = new Upstream();
        server = Server.start(folder, Map.of("MAYFLY_BASE_URL", "https://jobs.example.org/mayfly", "MAYFLY_CALLBACK_HOSTS", upstream.host(), "MAYFLY_CALLBACK_SECRET", SECRET, "MAYFLY_OUTBOUND_PRIVATE", "true", "MAYFLY_LEASE", "2s"));
    }

    @AfterEach void stop() throws Exception {
        server.close();
        upstream.close();
    }

    private HttpResponse<String> submit(int end, double pause, int increment, String subscriber) throws Exception {
        return server.browser().json("processes/count/execution", "{\"inputs\": {\"start\": 1, \"end\": %d, \"pause\": %s, \"increment\": %d}, \"subscriber\": %s}".formatted(end, pause, increment, subscriber), "Prefer", "respond-async");
    }

    private String accepted(int end, double pause, int increment) throws Exception {
        HttpResponse<String> answer = submit(end, pause, increment, "{\"successUri\": \"%s\", \"inProgressUri\": \"%s\", \"failedUri\": \"%s\"}".formatted(
                upstream.url("/done?secret=1"), upstream.url("/progress?secret=1"), upstream.url("/failed?secret=1")));
        assertEquals(201, answer.statusCode(), answer.body());
        return answer.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "");
    }

    private List<Upstream.Asked> asked(String path) {
        return upstream.asked().stream().filter(a -> a.path().startsWith(path)).toList();
    }

    private static void assertSigned(Upstream.Asked letter) {
        Map<String, String> h = letter.headers();
        Instant at = Instant.ofEpochSecond(Long.parseLong(h.get("webhook-timestamp")));
        assertEquals(Signatures.of(SECRET).headers(h.get("webhook-id"), at, letter.body().getBytes(StandardCharsets.UTF_8)).get("webhook-signature"), h.get("webhook-signature"));
        assertTrue(Math.abs(Instant.now().getEpochSecond() - at.getEpochSecond()) < 300);
    }

    private JsonNode status(String job) throws Exception {
        return JsonMapper.shared().readTree(server.status(job));
    }

    @Test void progressThenTheResultsAndNothingAfterThem() throws Exception {
        upstream.at("/", Upstream.text(200, "thanks"));
        String job = accepted(16, 0.5, 1);
        Server.until("it is told", 60, () -> !asked("/done").isEmpty());
        List<Upstream.Asked> all = upstream.asked();
        assertTrue(all.size() >= 2, "progress, at the beginning at least");
        assertTrue(all.stream().limit(all.size() - 1).allMatch(a -> a.path().startsWith("/progress")), all.toString());
        for (Upstream.Asked letter : all) assertSigned(letter);
        assertEquals(all.size(), all.stream().map(a -> a.headers().get("webhook-id")).distinct().count());

        JsonNode progress = JsonMapper.shared().readTree(all.get(0).body());
        assertEquals(job, progress.path("jobID").asString());
        assertEquals("running", progress.path("status").asString());
        assertTrue(progress.path("links").get(0).path("href").asString().startsWith("https://jobs.example.org/mayfly/jobs/" + job), progress.toString());

        Upstream.Asked done = asked("/done").get(0);
        assertEquals("/done?secret=1", done.path());
        assertEquals(job + ".success", done.headers().get("webhook-id"));
        assertEquals("application/json", done.headers().get("content-type"));
        assertEquals(server.browser().get("jobs/" + job + "/results?f=json").body(), done.body());

        Server.until("the record says so", 30, () -> status(job).path("callbacks").get(0).path("delivered").asBoolean());
        JsonNode callbacks = status(job).path("callbacks");
        assertEquals("[\"success\",\"progress\",\"failure\"]", JsonMapper.shared().writeValueAsString(callbacks.findValuesAsString("event")));
        assertEquals("127.0.0.1 1 200", callbacks.get(0).path("host").asString() + " " + callbacks.get(0).path("tries").asInt() + " " + callbacks.get(0).path("lastAnswer").asString());
        assertFalse(server.status(job).contains("secret"), "the address is its submitter's");
        String page = server.browser().get("jobs/" + job + "/results").body();
        assertTrue(page.contains("Callbacks") && page.contains("Told at") && !page.contains("secret=1"), page);
        assertEquals("", server.faults());
    }

    @Test void aFailureIsToldAsTheProblemThatItIs() throws Exception {
        upstream.at("/", Upstream.text(200, ""));
        String job = accepted(9, 0, 0);
        Server.until("it is told", 60, () -> !asked("/failed").isEmpty());
        Upstream.Asked letter = asked("/failed").get(0);
        assertSigned(letter);
        assertEquals("application/problem+json", letter.headers().get("content-type"));
        JsonNode problem = JsonMapper.shared().readTree(letter.body());
        assertTrue(problem.path("status").asInt() >= 400 && problem.path("detail").asString().contains("ncrement"), problem.toString());
        assertEquals(List.of(), asked("/done"));
        assertTrue(server.browser().get("jobs/" + job + "/error").body().contains("Callbacks"));
        HttpResponse<String> raw = server.browser().json("processes/count/execution", "{\"inputs\": {\"start\": 1, \"end\": 3}, \"response\": \"raw\", \"subscriber\": {\"successUri\": \"" + upstream.url("/raw") + "\"}}", "Prefer", "respond-async");
        Server.until("it is told as it was asked for", 60, () -> !asked("/raw").isEmpty());
        assertEquals(server.browser().get("jobs/" + raw.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "") + "/results?f=json").body(), asked("/raw").get(0).body());
        String dismissed = accepted(9, 60, 1);
        Browser owner = server.browser();
        server.await(dismissed, "running");
        assertEquals(403, owner.request("DELETE", "jobs/" + dismissed).statusCode(), "another browser");
    }

    @Test void whoMayNotBeCalledIsNamedWhenTheJobIsSubmitted() throws Exception {
        for (String address : List.of("http://elsewhere.example/hook", "http://127.0.0.1:1/", "http://u:p@" + upstream.host() + "/", "http://169.254.169.254/")) {
            HttpResponse<String> answer = submit(3, 0, 1, "{\"failedUri\": \"" + address + "\"}");
            assertEquals(422, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("“subscriber.failedUri”") && answer.body().contains("cannot be used"), answer.body());
        }
    }

    @Test void aServerKilledBetweenTheEndAndItsLetterTellsItWhenItIsBack() throws Exception {
        var refusals = new AtomicInteger();
        upstream.at("/", exchange -> {
            boolean good = refusals.incrementAndGet() > 1;
            Upstream.text(good ? 200 : 503, "").to(exchange);
        });
        String first = submitted("{\"successUri\": \"" + upstream.url("/first") + "\"}", 2, 0);
        Server.until("a first try", 60, () -> !asked("/first").isEmpty());
        String second = submitted("{\"successUri\": \"" + upstream.url("/second") + "\"}", 3, 0.7);
        server.await(second, "running");
        server.killAlone();
        Server.until("its work has ended while nobody was there", 60, () -> Files.exists(server.attempt(second).resolve("result.json")));
        server.start();
        Server.until("both are told", 90, () -> asked("/first").size() >= 2 && !asked("/second").isEmpty());
        assertEquals(List.of(first + ".success"), asked("/first").stream().map(a -> a.headers().get("webhook-id")).distinct().toList());
        assertEquals(second + ".success", asked("/second").get(0).headers().get("webhook-id"));
        Server.until("the records say so", 30, () -> status(first).path("callbacks").get(0).path("delivered").asBoolean() && status(second).path("callbacks").get(0).path("delivered").asBoolean());
        assertEquals("", server.faults());
    }

    private String submitted(String subscriber, int end, double pause) throws Exception {
        HttpResponse<String> answer = submit(end, pause, 1, subscriber);
        assertEquals(201, answer.statusCode(), answer.body());
        return answer.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "");
    }
}
