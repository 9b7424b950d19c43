package mayfly.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mayfly.api.openapi.Document;
import mayfly.catalog.Catalog;
import org.junit.jupiter.api.Test;

/** What would be answered otherwise than described is noticed. */
class DescriptionTest {
    private static final String JSON = "application/json";
    private static final String STATUS = "{\"jobID\":\"a\",\"status\":\"running\",\"type\":\"process\"}";
    private final Description description = new Description(new Document("1").of(Catalog.load(List.of(Path.of("etc/processes"))).all(), "http://here"));

    private List<String> found(String method, String path, int status, String body, String... headers) {
        var all = new HashMap<String, String>();
        for (int i = 0; i < headers.length; i += 2) all.put(headers[i], headers[i + 1]);
        return description.deviations(method, path, status, all::get, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsAsDescribedIsNoDeviation() {
        assertEquals(List.of(), found("GET", "/jobs/abc", 200, STATUS, "Content-Type", JSON));
        assertEquals(List.of(), found("GET", "/jobs/abc", 304, ""));
        assertEquals(List.of(), found("HEAD", "/jobs/abc", 200, "", "Content-Type", JSON));
        assertEquals(List.of(), found("GET", "/jobs/abc", 200, "<p>", "Content-Type", "text/html;charset=utf-8"));
        assertEquals(List.of(), found("GET", "/jobs/abc/results/x", 200, "a,b", "Content-Type", "text/csv"));
        assertEquals(List.of(), found("POST", "/processes/count/execution", 201, STATUS, "Content-Type", JSON, "Location", "http://here/jobs/a"));
        assertEquals(List.of(), found("POST", "/processes/count/execution", 200, "{\"numbers\":[1,2]}", "Content-Type", JSON));
        assertEquals(List.of(), found("GET", "/about", 200, "<p>", "Content-Type", "text/html"));
    }

    @Test
    void everyKindOfDeviationIsNoticed() {
        Map<String, List<String>> wrong = Map.of(
                "the status 418 is not described", found("GET", "/jobs/abc", 418, "", "Content-Type", JSON),
                "media type", found("GET", "/jobs/abc", 200, STATUS, "Content-Type", "application/xml"),
                "Location is missing", found("POST", "/processes/count/execution", 201, STATUS, "Content-Type", JSON),
                "status", found("GET", "/jobs/abc", 200, STATUS.replace("running", "walking"), "Content-Type", JSON),
                "jobID", found("GET", "/jobs/abc", 200, "{\"status\":\"running\",\"type\":\"process\"}", "Content-Type", JSON),
                "colour", found("GET", "/jobs/abc", 200, STATUS.replace("}", ",\"colour\":1}"), "Content-Type", JSON),
                "no JSON", found("GET", "/jobs/abc", 200, "{", "Content-Type", JSON),
                "nothing is described there", found("GET", "/secrets", 200, "{}", "Content-Type", JSON),
                "numbers", found("POST", "/processes/count/execution", 200, "{\"numbers\":[\"one\"]}", "Content-Type", JSON),
                "title", found("GET", "/jobs/abc", 404, "{\"type\":\"x\",\"status\":404,\"detail\":\"\",\"instance\":\"\"}", "Content-Type", "application/problem+json"));
        wrong.forEach((about, found) -> assertTrue(found.size() > 0 && String.join(" ", found).contains(about), about + ": " + found));
        assertTrue(found("GET", "/jobs/abc", 503, "", "Content-Type", "text/html", "Retry-After", "soon").toString().contains("no whole number"));
        assertTrue(found("POST", "/processes/count/execution", 204, "x", "Content-Type", "text/plain").toString().contains("none is described"));
    }
}
