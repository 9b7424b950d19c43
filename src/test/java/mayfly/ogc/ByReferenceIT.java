package mayfly.ogc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import mayfly.queue.outbound.Upstream;
import mayfly.testing.RunningMayfly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Inputs by reference, from the request to the result. */
class ByReferenceIT {
    @TempDir
    Path folder;

    @Test
    void aFileByReferenceIsFetchedCheckedAndWorkedOn() throws Exception {
        try (var upstream = new Upstream(); var server = new RunningMayfly(folder, Map.of("MAYFLY_FETCH_HOSTS", upstream.host(), "MAYFLY_OUTBOUND_PRIVATE", "true", "MAYFLY_UPLOAD_LIMIT", "100 kB"))) {
            upstream.at("/x.csv", Upstream.text(200, "a,b\n1,2\n3,4\n", "Content-Type", "text/csv")).at("/large.csv", Upstream.bytes(200, new byte[100_001])).at("/old.csv", Upstream.moved("/x.csv"))
                    .at("/inside", Upstream.moved("http://169.254.169.254/latest/meta-data/")).at("/list", Upstream.text(200, "[\"a\", \"b\"]", "Content-Type", "application/json"));
            var client = new Client(server);
            HttpResponse<String> answer = execute(client, upstream.url("/old.csv"));
            assertEquals(201, answer.statusCode(), answer.body());
            String job = client.job(answer);
            assertEquals("successful", client.ended(job).path("status").asString());
            assertTrue(client.get(job + "/results").body().contains("\"x.csv\""), client.get(job + "/results").body());

            refused(execute(client, upstream.url("/large.csv")), "larger than 100000 bytes");
            upstream.at("/some.csv", Upstream.bytes(200, new byte[60_000]));
            HttpResponse<String> both = client.execute("echo", "{\"inputs\": {\"text\": \"a\", \"files\": [{\"href\": \"%1$s\"}, {\"href\": \"%1$s\"}]}}".formatted(upstream.url("/some.csv")), "Prefer", "respond-async");
            assertEquals(422, both.statusCode(), both.body());
            assertTrue(both.body().contains("larger than 40000 bytes, the most that is accepted. All files of one submission together may have 100000."), both.body());
            int before = upstream.asked().size();
            String many = String.join(",", java.util.Collections.nCopies(12, "{\"href\": \"" + upstream.url("/some.csv") + "\"}"));
            refused(client.execute("table-profile", "{\"inputs\": {\"table\": [" + many + "]}}", "Prefer", "respond-async"), "Give at most 1; 12 were given.");
            assertEquals(before, upstream.asked().size(), "nothing is fetched in vain");
            refused(execute(client, upstream.url("/none.csv")), "answered 404");
            refused(execute(client, upstream.url("/inside")), "It sends on to another address, and this server goes only to " + upstream.host());
            refused(execute(client, "http://elsewhere.example/x.csv"), "This server goes only to " + upstream.host());
        }
    }

    private static HttpResponse<String> execute(Client client, String href) throws Exception {
        return client.execute("table-profile", "{\"inputs\": {\"table\": {\"href\": \"" + href + "\", \"type\": \"text/csv\"}}}", "Prefer", "respond-async");
    }

    private static void refused(HttpResponse<String> answer, String words) {
        assertEquals(422, answer.statusCode(), answer.body());
        JsonNode error = Client.json(answer).path("errors").path(0);
        assertEquals("table", error.path("input").asString());
        assertTrue(error.path("message").asString().contains(words), answer.body());
    }
}
