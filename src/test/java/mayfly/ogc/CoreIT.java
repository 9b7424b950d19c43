package mayfly.ogc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The landing page, what is declared, the processes, and the form of every answer. */
class CoreIT {
    private static final String REL = "http://www.opengis.net/def/rel/ogc/1.0/";
    private final Client client = Client.fresh();

    CoreIT() throws Exception { }

    @Test
    void theLandingPageLeadsEverywhere() throws Exception {
        JsonNode page = Client.json(client.get("/"));
        assertTrue(page.path("title").isString() && page.path("description").isString());
        Map<String, JsonNode> links = page.path("links").valueStream().collect(Collectors.toMap(l -> l.path("rel").asString(), l -> l));
        assertEquals(Set.of("self", "alternate", "service-desc", "service-doc", REL + "conformance", REL + "processes", REL + "job-list"), links.keySet());
        assertEquals("application/vnd.oai.openapi+json;version=3.0", links.get("service-desc").path("type").asString());
        assertEquals("text/html", links.get("service-doc").path("type").asString());
        for (JsonNode link : links.values()) checked(link);
        for (String rel : List.of("self", "alternate", REL + "conformance", REL + "processes", REL + "job-list")) {
            HttpResponse<String> there = client.get(links.get(rel).path("href").asString());
            assertEquals(200, there.statusCode(), rel);
            assertEquals(links.get(rel).path("type").asString(), Client.type(there));
        }
    }

    private static void checked(JsonNode link) {
        assertTrue(link.path("href").asString().startsWith("http") && link.path("rel").isString() && link.path("type").isString(), link.toString());
    }

    @Test
    void conformanceNamesTheClasses() throws Exception {
        List<String> classes = Client.json(client.get("/conformance")).path("conformsTo").valueStream().map(JsonNode::asString).toList();
        for (String one : List.of("core", "ogc-process-description", "json", "html", "oas30", "job-list", "callback", "dismiss")) {
            assertTrue(classes.contains("http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/" + one), classes.toString());
        }
    }

    @Test
    void processesAreListedInParts() throws Exception {
        var seen = new ArrayList<String>();
        String at = "/processes?limit=1";
        while (at != null) {
            JsonNode page = Client.json(client.get(at));
            assertEquals(1, page.path("processes").size());
            JsonNode one = page.path("processes").path(0);
            seen.add(one.path("id").asString());
            assertTrue(one.path("version").isString() && one.path("title").isString() && one.path("jobControlOptions").size() > 0, one.toString());
            assertEquals("[\"value\",\"reference\"]", one.path("outputTransmission").toString());
            one.path("links").forEach(CoreIT::checked);
            page.path("links").forEach(CoreIT::checked);
            at = page.path("links").valueStream().filter(l -> l.path("rel").asString().equals("next")).map(l -> l.path("href").asString()).findFirst().orElse(null);
        }
        assertTrue(seen.containsAll(List.of("echo", "count", "told", "several")), seen.toString());
        assertEquals(seen.size(), Set.copyOf(seen).size());
        assertTrue(Client.json(client.get("/processes")).path("processes").size() <= 10);
        for (String bad : List.of("0", "10001", "all")) assertEquals(400, client.get("/processes?limit=" + bad).statusCode());
    }

    @Test
    void aDescriptionSaysWhatGoesInAndOut() throws Exception {
        JsonNode echo = Client.json(client.get("/processes/echo"));
        assertTrue(echo.path("keywords").size() > 0);
        echo.path("links").forEach(CoreIT::checked);
        assertTrue(echo.path("links").valueStream().anyMatch(l -> l.path("rel").asString().equals(REL + "execute")));
        echo.path("inputs").forEach(input -> assertTrue(input.path("title").isString() && input.path("schema").path("type").isString() && input.path("minOccurs").isInt(), input.toString()));
        assertEquals("string", echo.path("inputs").path("text").path("schema").path("type").asString());
        assertEquals(10, echo.path("inputs").path("words").path("maxOccurs").asInt());
        assertTrue(echo.path("outputs").path("echo").path("schema").isObject());
        String all = echo.toString();
        for (String no : List.of("\"const\"", "$defs", "\"exclusiveMinimum\":1")) assertFalse(all.contains(no), no);
    }

    @Test
    void unknownProcessesAreNamedSo() throws Exception {
        for (HttpResponse<String> answer : List.of(client.get("/processes/none"), client.execute("none", "{\"inputs\": {}}"))) {
            assertEquals(404, answer.statusCode());
            assertEquals("http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process", Client.json(answer).path("type").asString());
            assertEquals("application/problem+json", Client.type(answer));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/conformance", "/processes", "/processes/echo", "/jobs", "JOB", "JOB/results"})
    void everyAnswerIsAPageOrJsonAsAccepted(String path) throws Exception {
        String at = path.startsWith("JOB") ? job() + path.substring(3) : path;
        assertEquals("application/json", Client.type(client.get(at)), "without Accept");
        assertEquals("application/json", Client.type(client.get(at, "Accept", "*/*")));
        assertEquals("application/json", Client.type(client.get(at, "Accept", "application/json")));
        assertEquals("application/json", Client.type(client.get(at, "Accept", "application/json, text/html;q=0.9")));
        assertEquals("application/json", Client.type(client.get(at + "?f=json", "Accept", "text/html")));
        String page = Client.type(client.get(at, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
        if (path.equals("JOB")) assertEquals(303, client.get(at, "Accept", "text/html").statusCode(), "a finished job's page is its results");
        else {
            assertEquals("text/html", page);
            assertEquals("text/html", Client.type(client.get(at + "?f=html")));
        }
    }

    private String job() throws Exception {
        String job = client.job(client.execute("echo", "{\"inputs\": {\"text\": \"a\"}}", "Prefer", "respond-async"));
        client.ended(job);
        return job;
    }
}
