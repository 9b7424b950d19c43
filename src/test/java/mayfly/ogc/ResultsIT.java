package mayfly.ogc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Results raw and as a document, by value and by reference: the synchronous answer, and the same at the job's results. */
class ResultsIT {
    private static final byte[] BLOB = {(byte) 0xff, 0, 1};
    private static final String TABLE = "a,b\n\"ü\",2\n";
    private final Client client = Client.fresh();

    ResultsIT() throws Exception { }

    /** The answer, which has to be the same at the job's results. */
    private HttpResponse<byte[]> results(String rest) throws Exception {
        String body = "{\"inputs\": {}" + (rest.isEmpty() ? "" : ", " + rest) + "}";
        HttpResponse<byte[]> answer = client.bytes("POST", "/processes/several/execution", body);
        assertTrue(answer.statusCode() / 100 == 2, answer.statusCode() + " " + text(answer));
        HttpResponse<byte[]> later = client.bytes("GET", Client.header(answer, "Content-Location"), null);
        assertEquals(answer.statusCode(), later.statusCode());
        assertEquals(Client.type(answer), Client.type(later));
        assertEquals(answer.headers().allValues("Link"), later.headers().allValues("Link"));
        if (!Client.type(answer).startsWith("multipart/")) assertArrayEquals(answer.body(), later.body());
        return answer;
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        assertEquals("application/json", Client.type(answer));
        return tools.jackson.databind.json.JsonMapper.shared().readTree(text(answer));
    }

    private static String outputs(String... modes) {
        var out = new ArrayList<String>();
        for (int i = 0; i < modes.length; i += 2) out.add("\"" + modes[i] + "\": {\"transmissionMode\": \"" + modes[i + 1] + "\"}");
        return "\"outputs\": {" + String.join(", ", out) + "}";
    }

    @Test
    void whoSaysNothingGetsValuesBareAndFilesAsLinks() throws Exception {
        JsonNode body = json(results(""));
        assertEquals("{\"n\":1}", body.path("total").toString());
        assertEquals("[1,\"zwei\"]", body.path("list").toString());
        assertLink(body.path("report"), "report", "text/csv");
        assertLink(body.path("blob"), "blob", "application/octet-stream");
    }

    private void assertLink(JsonNode link, String id, String type) throws Exception {
        assertTrue(link.path("href").asString().startsWith("http") && link.path("href").asString().endsWith("/results/" + id), link.toString());
        assertEquals(type, link.path("type").asString());
        assertEquals(200, client.get(link.path("href").asString()).statusCode());
    }

    @Test
    void aDocumentHasEverythingSmallByValue() throws Exception {
        JsonNode body = json(results("\"response\": \"document\""));
        assertEquals("{\"n\":1}", body.path("total").path("value").toString());
        assertEquals("application/json", body.path("total").path("mediaType").asString());
        assertEquals("[1,\"zwei\"]", body.path("list").toString());
        assertEquals(TABLE, body.path("report").path("value").asString());
        assertEquals("text/csv", body.path("report").path("mediaType").asString());
        assertEquals("base64", body.path("blob").path("encoding").asString());
        assertArrayEquals(BLOB, java.util.Base64.getDecoder().decode(body.path("blob").path("value").asString()));
        assertLink(body.path("large"), "large", "text/plain");
    }

    @Test
    void aDocumentHasLinksAndEncodingsAsAsked() throws Exception {
        JsonNode body = json(results("\"response\": \"document\", \"outputs\": {\"report\": {\"format\": {\"mediaType\": \"text/csv\", \"encoding\": \"base64\"}}, \"total\": {\"transmissionMode\": \"reference\"}}"));
        assertEquals(List.of("total", "report"), List.copyOf(body.propertyNames()));
        assertLink(body.path("total"), "total", "application/json");
        assertEquals(TABLE, new String(java.util.Base64.getDecoder().decode(body.path("report").path("value").asString()), StandardCharsets.UTF_8));
    }

    @Test
    void oneOutputRawIsItsOwnBytesInItsOwnType() throws Exception {
        HttpResponse<byte[]> blob = results("\"response\": \"raw\", " + outputs("blob", "value"));
        assertEquals(200, blob.statusCode());
        assertEquals("application/octet-stream", Client.type(blob));
        assertArrayEquals(BLOB, blob.body());
        assertTrue(Client.header(blob, "Content-Disposition").startsWith("attachment"));
        assertEquals("{\"n\":1}", text(results("\"response\": \"raw\", " + outputs("total", "value"))));
        assertEquals(2_097_152, results(outputs("large", "value")).body().length, "raw is what the standard has where outputs are chosen");
    }

    @Test
    void severalRawAreThePartsOfAMultipart() throws Exception {
        HttpResponse<byte[]> answer = results("\"response\": \"raw\", " + outputs("total", "value", "report", "value", "blob", "reference"));
        assertEquals("multipart/related", Client.type(answer));
        List<Part> parts = Part.read(answer);
        assertEquals(List.of("total", "report", "blob"), parts.stream().map(p -> p.header("Content-ID")).toList());
        assertEquals("{\"n\":1}", parts.get(0).body());
        assertEquals("application/json", parts.get(0).header("Content-Type"));
        assertEquals(TABLE, parts.get(1).body());
        assertEquals("text/csv", parts.get(1).header("Content-Type"));
        assertEquals("", parts.get(2).body());
        assertArrayEquals(BLOB, client.bytes("GET", parts.get(2).header("Content-Location"), null).body());
    }

    @Test
    void allOutputsRawAreAMultipartToo() throws Exception {
        assertEquals(5, Part.read(results("\"response\": \"raw\"")).size());
    }

    @Test
    void rawByReferenceIsNothingButLinks() throws Exception {
        HttpResponse<byte[]> answer = results("\"response\": \"raw\", " + outputs("blob", "reference", "report", "reference"));
        assertEquals(204, answer.statusCode());
        List<String> links = answer.headers().allValues("Link");
        assertEquals(2, links.size());
        assertTrue(links.get(0).matches("<http[^>]+/results/report>; rel=\"report\"; type=\"text/csv\""), links.toString());
        String href = links.get(1).replaceAll("<([^>]+)>.*", "$1");
        assertArrayEquals(BLOB, client.bytes("GET", href, null).body());
    }

    @Test
    void aPartOfAnOutputCanBeHad() throws Exception {
        String results = Client.header(results(""), "Content-Location");
        HttpResponse<byte[]> part = client.bytes("GET", results + "/large", null, "Range", "bytes=0-9");
        assertEquals(206, part.statusCode());
        assertEquals("xxxxxxxxxx", text(part));
    }

    @Test
    void resultsAreNotReadyThenThereAndGoneWithTheJob() throws Exception {
        String job = client.job(client.execute("told", "{\"inputs\": {\"seconds\": 100}}", "Prefer", "respond-async"));
        HttpResponse<String> early = client.get(job + "/results");
        assertEquals(404, early.statusCode(), early.body());
        assertEquals("http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/result-not-ready", Client.json(early).path("type").asString());
        JsonNode dismissed = Client.json(client.send("DELETE", job, null));
        assertEquals("dismissed", dismissed.path("status").asString());
        assertEquals(404, client.get(job + "/results").statusCode());
        client.ended(job);
        assertEquals(200, client.send("DELETE", job, null).statusCode());
        assertTrue(List.of(404, 410).contains(client.get(job).statusCode()));
    }

    @Test
    void aFailedJobHasAnExceptionWhoseTypeNamesTheCause() throws Exception {
        String job = client.job(client.execute("told", "{\"inputs\": {\"exit\": 3}}", "Prefer", "respond-async"));
        assertEquals("failed", client.ended(job).path("status").asString());
        HttpResponse<String> answer = client.get(job + "/results");
        assertEquals(422, answer.statusCode(), answer.body());
        assertEquals("application/problem+json", Client.type(answer));
        assertTrue(Client.json(answer).path("type").asString().endsWith("input"), answer.body());
        assertEquals("application/json", Client.type(client.get(job + "/results", "Accept", "application/json")));
    }

    @Test
    void unknownJobsAreNamedSo() throws Exception {
        for (String path : List.of("/jobs/0000000000000000000000", "/jobs/0000000000000000000000/results", "/jobs/nonsense")) {
            HttpResponse<String> answer = client.get(path);
            assertEquals(404, answer.statusCode());
            assertEquals("http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-job", Client.json(answer).path("type").asString());
        }
    }
}
