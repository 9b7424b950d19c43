package mayfly.ogc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What an execute request may say, and what it is told when it says anything else. */
class ExecuteBodyIT {
    private static final String ASYNC = "respond-async";
    private final Client client = Client.fresh();

    ExecuteBodyIT() throws Exception { }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"input\": {}} | “input” is no member of an execute request; these are inputs, outputs, response, subscriber",
        "{\"inputs\": {}, \"outputs\": []} | “outputs” is an object",
        "{\"inputs\": {}, \"outputs\": {\"ecko\": {}}} | “outputs.ecko” is no output of this process; it has echo",
        "{\"inputs\": {}, \"outputs\": {\"echo\": true}} | “outputs.echo” is an object",
        "{\"inputs\": {}, \"outputs\": {\"echo\": {\"mode\": \"value\"}}} | “outputs.echo” has format, transmissionMode; found “mode”",
        "{\"inputs\": {}, \"outputs\": {\"echo\": {\"transmissionMode\": \"pigeon\"}}} | “outputs.echo.transmissionMode” is value or reference; found “pigeon”",
        "{\"inputs\": {}, \"outputs\": {\"echo\": {\"format\": {\"mediaType\": \"text/xml\"}}}} | “outputs.echo.format.mediaType” can be application/json only; found “text/xml”",
        "{\"inputs\": {}, \"outputs\": {\"echo\": {\"format\": {\"encoding\": \"rot13\"}}}} | “outputs.echo.format.encoding” is base64, utf-8 or binary; found “rot13”",
        "{\"inputs\": {}, \"response\": \"cooked\"} | “response” is raw or document; found “cooked”",
        "{\"inputs\": {}, \"mode\": 3} | “mode” is sync or async or auto; found “3”",
        "{\"inputs\": {}, \"subscriber\": {\"url\": \"https://example.org/\"}} | “subscriber” has successUri, inProgressUri, failedUri; found “url”",
        "{\"inputs\": {}, \"subscriber\": {\"successUri\": \"/here\"}} | “subscriber.successUri” is an absolute address that begins with http:// or https://; found “/here”",
        "{\"inputs\": {}, \"subscriber\": {\"failedUri\": \"file:///etc/passwd\"}} | “subscriber.failedUri” is an absolute address"})
    void whatCannotBeUsedIsNamed(String body, String words) throws Exception {
        HttpResponse<String> answer = client.execute("echo", body);
        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(words.replace("\"", "\\\"")), answer.body());
    }

    @Test
    void everyFaultIsNamedAtOnce() throws Exception {
        String detail = Client.json(client.execute("echo", "{\"inputs\": {}, \"response\": 1, \"outputs\": {\"a\": {}, \"b\": {}}, \"x\": 1}")).path("detail").asString();
        for (String named : List.of("“response”", "“outputs.a”", "“outputs.b”", "“x”")) assertTrue(detail.contains(named), detail);
    }

    @Test
    void valuesComeBareQualifiedAndInBase64() throws Exception {
        JsonNode echo = echo("""
                {"inputs": {"text": {"value": "SGVsbG8=", "encoding": "base64"}, "whole": {"value": 7}, "number": 1.5, "flag": true, "size": "large", "colour": {"value": "red"},
                "day": "2026-11-21", "words": ["a", {"value": "b"}], "file": {"value": "eA==", "encoding": "base64", "mediaType": "text/csv", "name": "x.csv"}, "files": ["one", {"value": "two"}]}}""");
        assertEquals("Hello", echo.path("text").asString());
        assertEquals(7, echo.path("whole").asInt());
        assertEquals(1.5, echo.path("number").asDouble());
        assertEquals("red", echo.path("colour").asString());
        assertEquals("[\"a\",\"b\"]", echo.path("words").toString());
        assertEquals("x.csv", echo.path("file").path("name").asString());
        assertEquals(1, echo.path("file").path("size").asInt());
        assertEquals(2, echo.path("files").size());
    }

    @Test
    void objectsListsAndBoxesComeBareAndQualified() throws Exception {
        String bare = """
                {"inputs": {"text": "t", "moment": "2026-11-21T09:30:00Z", "box": {"bbox": [7.5, 47.5, 8, 48], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"},
                "measure": {"measurement": 3.5, "uom": "m"}, "numbers": [1, 2.5], "object": {"a": [{"b": null}, "c", 1]}}}""";
        String qualified = """
                {"inputs": {"text": {"value": "t"}, "moment": {"value": "2026-11-21T09:30:00Z", "mediaType": "text/plain"}, "box": {"value": {"bbox": [7.5, 47.5, 8, 48], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}},
                "measure": {"value": {"measurement": 3.5, "uom": "m"}, "schema": {"type": "object"}}, "numbers": {"value": [1, 2.5]}, "object": {"value": {"a": [{"b": null}, "c", 1]}, "mediaType": "application/json"}}}""";
        JsonNode echo = echo(bare);
        assertEquals("[7.5,47.5,8.0,48.0]", echo.path("box").path("bbox").toString());
        assertEquals("{\"measurement\":3.5,\"uom\":\"m\"}", echo.path("measure").toString());
        assertEquals("[1.0,2.5]", echo.path("numbers").toString());
        assertEquals("{\"a\":[{\"b\":null},\"c\",1]}", echo.path("object").toString());
        assertEquals(echo, echo(qualified));
    }

    @Test
    void aValueAloneStandsForAListOfOne() throws Exception {
        assertEquals("[\"a\"]", echo("{\"inputs\": {\"text\": \"t\", \"words\": \"a\"}}").path("words").toString());
    }

    private JsonNode echo(String body) throws Exception {
        HttpResponse<String> answer = client.execute("echo", body, "Prefer", ASYNC);
        assertEquals(201, answer.statusCode(), answer.body());
        String job = client.job(answer);
        assertEquals("successful", client.ended(job).path("status").asString());
        return Client.json(client.get(job + "/results")).path("echo");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"inputs\": {\"text\": {\"href\": \"ftp://example.org/x\"}}} | text | “href” is an absolute address",
        "{\"inputs\": {\"text\": \"a\", \"file\": {\"href\": \"nowhere\"}}} | file | “href” is an absolute address",
        "{\"inputs\": {\"text\": \"a\", \"file\": {\"value\": \"x\", \"encoding\": \"gzip\"}}} | file | “encoding” is base64",
        "{\"inputs\": {\"text\": \"a\", \"file\": 3}} | file | Give the file's content",
        "{\"inputs\": {\"text\": \"a\", \"box\": {\"bbox\": [1, 9, 2, 8]}}} | box | The south of a bounding box",
        "{\"inputs\": {\"text\": \"a\", \"measure\": {\"measurement\": 1}}} | measure | uom",
        "{\"inputs\": {\"text\": \"a\", \"numbers\": [1]}} | numbers | This JSON",
        "{\"inputs\": {\"text\": \"a\", \"moment\": \"noon\"}} | moment | a date and time",
        "{\"inputs\": {\"text\": {\"value\": \"%\", \"encoding\": \"base64\"}}} | text | said to be base64"})
    void badValuesAreNamedAtTheirInput(String body, String input, String words) throws Exception {
        HttpResponse<String> answer = client.execute("echo", body);
        assertEquals(422, answer.statusCode(), answer.body());
        JsonNode error = Client.json(answer).path("errors").path(0);
        assertEquals(input, error.path("input").asString());
        assertTrue(error.path("message").asString().contains(words), answer.body());
    }

    @Test
    void anAcceptedJobIsAnsweredWithItsAddressAndItsStatus() throws Exception {
        HttpResponse<String> answer = client.execute("count", "{\"inputs\": {\"start\": 1, \"end\": 2}}", "Prefer", ASYNC);
        assertEquals(201, answer.statusCode(), answer.body());
        assertEquals("respond-async", Client.header(answer, "Preference-Applied"));
        JsonNode status = Client.json(answer);
        String id = client.job(answer).substring("/jobs/".length());
        assertEquals(id, status.path("jobID").asString());
        assertEquals(id, status.path("id").asString());
        assertEquals("count", status.path("processID").asString());
        assertEquals("process", status.path("type").asString());
        assertEquals("ogc-api-processes", status.path("processingEntityType").asString());
        assertTrue(List.of("accepted", "running", "successful").contains(status.path("status").asString()), answer.body());
        for (JsonNode link : status.path("links")) assertTrue(link.path("rel").isString() && link.path("type").isString() && link.path("href").asString().startsWith("http"), link.toString());
    }
}
