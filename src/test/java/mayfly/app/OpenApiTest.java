package mayfly.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mayfly.catalog.ProcessDescription;
import mayfly.queue.ProblemType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description of the interface is of what is there: every address of programs, every process, every status of a problem. */
class OpenApiTest {
    private static final String TYPE = "application/vnd.oai.openapi+json;version=3.0";
    /** Pages, their files and what their script does, also where a program asks. */
    private static final Pattern FOR_PEOPLE = Pattern.compile("GET /operator|GET /static/\\{file}|\\w+ /uploads/tus.*");
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

    private JsonNode document() throws Exception {
        return JsonMapper.shared().readTree(Http.json(server.url("/api"), "Accept", "*/*").body());
    }

    @Test
    void everyAddressOfProgramsIsDescribedAndNoOther() throws Exception {
        var described = new TreeSet<String>();
        document().path("paths").properties().forEach(path -> path.getValue().propertyNames().forEach(method -> described.add(general(method + " " + path.getKey()))));
        var there = new TreeSet<String>();
        for (Route r : server.routes()) if (isForPrograms(r)) {
            there.add(general("OPTIONS" + r.toString().substring(r.toString().indexOf(' '))));
            if (r.method().equals("GET")) there.add(general(r.toString().replace("GET ", "HEAD ")));
        }
        for (Route r : server.routes()) if (isForPrograms(r)) there.add(general(r.toString()));
        assertEquals(there, described);
    }

    private static boolean isForPrograms(Route r) {
        return r.handler(Face.JSON) != null && !FOR_PEOPLE.matcher(r.toString()).matches();
    }

    /** Variables have other names in the description, and processes addresses of their own. */
    private static String general(String operation) {
        String one = operation.substring(0, operation.indexOf(' ')).toUpperCase(java.util.Locale.ROOT) + operation.substring(operation.indexOf(' '));
        return one.replaceAll("\\{\\w+}", "{}").replaceAll(" /processes/[\\w-]+/execution", " /processes/{}/execution");
    }

    @Test
    void everyProcessHasAnExecutionWithItsInputsAndOutputs() throws Exception {
        JsonNode all = document();
        for (ProcessDescription p : server.jobs.processes()) {
            JsonNode execution = all.at("/paths").path("/processes/" + p.id() + "/execution").path("post");
            assertEquals("#/components/schemas/" + p.id() + "-execute", execution.at("/requestBody/content/application~1json/schema/$ref").asString(""));
            assertEquals(p.inputs().keySet(), Set.copyOf(all.at("/components/schemas").path(p.id() + "-inputs").path("properties").propertyNames()));
            assertEquals(p.outputs().keySet(), Set.copyOf(all.at("/components/schemas").path(p.id() + "-results").path("properties").propertyNames()));
        }
    }

    @Test
    void whateverIsReferredToIsThere() throws Exception {
        JsonNode all = document();
        var missing = new TreeSet<String>();
        for (JsonNode ref : all.findValues("$ref")) if (all.at(ref.asString().substring(1)).isMissingNode()) missing.add(ref.asString());
        assertEquals(Set.of(), missing);
        var ids = all.path("paths").findValuesAsString("operationId");
        assertEquals(ids.size(), Set.copyOf(ids).size(), ids.toString());
        for (ProblemType type : ProblemType.values()) assertTrue(all.at("/components/responses/Problem" + type.status() + "/description").asString("").contains(type.title()), type.title());
    }

    @Test
    void itIsKeptUntilTheCatalogChanges() throws Exception {
        HttpResponse<String> first = Http.json(server.url("/api"), "Accept", "*/*");
        assertEquals(TYPE, first.headers().firstValue("Content-Type").orElse(""));
        assertEquals(TYPE, Http.json(server.url("/api"), "Accept", TYPE).headers().firstValue("Content-Type").orElse(""));
        assertEquals("application/json", Http.json(server.url("/api")).headers().firstValue("Content-Type").orElse(""));
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertEquals(304, Http.json(server.url("/api"), "If-None-Match", tag).statusCode());
        assertEquals(server.url("").toString(), JsonMapper.shared().readTree(first.body()).at("/servers/0/url").asString());
    }

    @Test
    void itIsMadeOnceForEachCatalog() {
        var api = new mayfly.api.Api(server.jobs, null, 0, null);
        var described = new mayfly.api.OpenApi(api, "1");
        JsonNode made = described.document("http://here");
        assertSame(made, described.document("http://here"));
        assertNotSame(made, described.document("http://there"));
        assertNotEquals(made, described.document("http://there"));
    }

    @Test
    void aPageSaysTheSame() throws Exception {
        JsonNode all = document();
        String page = Http.page(server.url("/api")).body();
        for (String path : all.path("paths").propertyNames()) assertTrue(page.contains(" " + path + "</code>"), path);
        for (String schema : all.at("/components/schemas").propertyNames()) assertTrue(page.contains("id=\"schema-" + schema + "\""), schema);
        for (String link : page.split("href=\"#")) if (!link.startsWith("<!DOCTYPE")) assertTrue(page.contains("id=\"" + link.substring(0, link.indexOf('"')) + "\""), link.substring(0, 60));
    }
}
