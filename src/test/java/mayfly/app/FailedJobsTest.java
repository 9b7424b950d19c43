package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mayfly.queue.Refusal;
import mayfly.web.StubRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The operator's page of failed jobs, in both faces. */
class FailedJobsTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String THRICE = StubRecords.id("thrice");
    private static final String FAILED = StubRecords.id("failed");
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

    private HttpResponse<String> page(String query) throws Exception {
        return Http.page(server.url("/operator/failed" + query), "Authorization", WebServer.operator());
    }

    private HttpResponse<String> send(String form, String... headers) throws Exception {
        String[] all = java.util.stream.Stream.concat(java.util.stream.Stream.of("Authorization", WebServer.operator()), java.util.stream.Stream.of(headers)).toArray(String[]::new);
        return Http.post(server.url("/operator/failed/again"), FORM, form, all);
    }

    private HttpResponse<String> json(String body, String... headers) throws Exception {
        String[] all = java.util.stream.Stream.concat(java.util.stream.Stream.of("Authorization", WebServer.operator(), "Accept", "application/json"), java.util.stream.Stream.of(headers)).toArray(String[]::new);
        return Http.post(server.url("/operator/failed/again?f=json"), "application/json", body, all);
    }

    private String token() throws Exception {
        Matcher m = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(page("").body());
        assertTrue(m.find());
        return "token=" + m.group(1);
    }

    private static void says(HttpResponse<String> page, String... texts) {
        for (String text : texts) assertTrue(Words.of(page).contains(text), "“" + text + "” is not in: " + Words.of(page));
    }

    @Test
    void itListsWhatFailedByKindAndProcess() throws Exception {
        assertEquals(401, Http.page(server.url("/operator/failed")).statusCode());
        says(page(""), "All 9", "Memory 2", "Lost 2", "Run again 0", "It was killed penguins.csv anon:anna", "3 attempts, log", "Run all 9 again");
        HttpResponse<String> lost = page("?kind=lost");
        says(lost, "Run both again");
        assertTrue(lost.body().contains("/jobs/" + THRICE + "/error") && !lost.body().contains("/jobs/" + FAILED + "/error"), lost.body());
        says(page("?process=bare"), "No jobs here");
        assertTrue(Http.page(server.url("/operator"), "Authorization", WebServer.operator()).body().contains("href=\"/operator/failed\""));
    }

    @Test
    void theSelectedOnesRunAgainAndTheOthersSayWhyNot() throws Exception {
        says(send(token() + "&do=selected&job=" + THRICE + "&job=" + FAILED), "1 job was run again, 1 left as it is", "Left as they are", "Its file “penguins.csv” is gone.", "Run again in this step");
        says(page("?kind=again"), "Run again 1", "3 attempts, log successo");
        says(Http.page(server.url("/jobs/" + THRICE + "/error")), "The operator has run it again as job " + StubRecords.id("successor").substring(0, 8));
        says(Http.page(server.url("/jobs/" + StubRecords.id("successor"))), "The operator runs job " + THRICE.substring(0, 8) + " again by this one.");
        JsonNode status = JsonMapper.shared().readTree(Http.json(server.url("/jobs/" + StubRecords.id("successor"))).body());
        assertEquals(THRICE, status.path("runsAgain").asString());
    }

    @Test
    void oneOrAllOfAFilterRunAgain() throws Exception {
        says(send(token() + "&one=" + THRICE), "1 job was run again");
        says(send(token() + "&do=all&kind=memory&done=7&left=1"), "7 jobs were run again, 3 left as they are");
        assertEquals(400, send(token() + "&do=selected").statusCode());
        assertEquals(400, send(token() + "&do=all&kind=again").statusCode());
    }

    @Test
    void onlyTheOperatorFromTheOwnPageMayDoSo() throws Exception {
        String form = "&one=" + THRICE;
        assertEquals(403, send("token=x" + form).statusCode());
        assertEquals(403, send(token() + form, "Sec-Fetch-Site", "cross-site").statusCode());
        assertEquals(403, send(token() + form, "Origin", "https://elsewhere.example").statusCode());
        assertEquals(401, Http.post(server.url("/operator/failed/again"), FORM, token() + form).statusCode());
        assertEquals(403, json("{\"jobs\": [\"" + THRICE + "\"]}", "Sec-Fetch-Site", "cross-site").statusCode());
        assertEquals(415, Http.post(server.url("/operator/failed/again?f=json"), "text/plain", "{\"jobs\": [\"" + THRICE + "\"]}", "Authorization", WebServer.operator()).statusCode());
        assertFalse(server.jobs.records.containsKey(StubRecords.id("successor")));
    }

    @Test
    void programsDoTheSame() throws Exception {
        JsonNode list = JsonMapper.shared().readTree(page("?f=json&kind=lost&limit=1").body());
        assertEquals("2 2 0 1", list.path("total") + " " + list.path("kinds").path("lost") + " " + list.path("runAgain") + " " + list.path("jobs").size());
        assertEquals("anon:anna penguins.csv lost", list.path("jobs").path(0).path("owner").asString() + " " + list.path("jobs").path(0).path("label").asString() + " "
                + list.path("jobs").path(0).path("kind").asString());
        assertTrue(list.path("links").toString().contains("page=2"), list.path("links").toString());
        HttpResponse<String> bad = page("?f=json&kind=sad");
        assertTrue(bad.statusCode() == 400 && bad.body().contains("input, computation, timeout, memory, lost, launch, dependency"), bad.body());
        assertEquals(400, json("{\"jobs\": []}").statusCode());
        assertEquals(400, json("{\"jobs\": [1]}").statusCode());
        JsonNode done = JsonMapper.shared().readTree(json("{\"jobs\": [\"" + THRICE + "\", \"" + FAILED + "\"]}").body());
        assertEquals("{\"done\":[{\"jobID\":\"" + THRICE + "\",\"runAgainAs\":\"" + StubRecords.id("successor") + "\"}],\"left\":[{\"jobID\":\"" + FAILED
                + "\",\"reason\":\"Its file “penguins.csv” is gone.\"}],\"rest\":0}", done.toString());
    }

    @Test
    void aStoreThatIsAwayIsSaid() throws Exception {
        String token = token();
        server.jobs.refuse = new Refusal(Refusal.Reason.STORE_DOWN, "The job store cannot be reached.");
        assertEquals(503, page("").statusCode());
        assertEquals(503, send(token + "&do=all").statusCode());
    }
}
