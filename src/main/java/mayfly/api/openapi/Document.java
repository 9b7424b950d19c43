package mayfly.api.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mayfly.catalog.ProcessDescription;
import mayfly.queue.ProblemType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The whole description: what is always there, from {@code openapi.json}, and an address of its own for the execution of each process. */
public final class Document {
    private static final String EXECUTION = "POST /processes/{processID}/execution";
    private final ObjectNode brief = read();
    private final String version;

    /** @param version of the application */
    public Document(String version) {
        this.version = version;
    }

    private static ObjectNode read() {
        try (InputStream in = Document.class.getResourceAsStream("/mayfly/api/openapi.json")) {
            return (ObjectNode) JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param base our own address, without a slash at its end */
    public ObjectNode of(List<ProcessDescription> processes, String base) {
        ObjectNode out = Schemas.object().put("openapi", "3.0.3");
        ObjectNode info = out.putObject("info");
        brief.path("info").properties().forEach(e -> info.set(e.getKey(), e.getValue()));
        info.put("version", version);
        out.putArray("servers").addObject().put("url", base.isEmpty() ? "/" : base);
        out.set("tags", brief.get("tags"));
        var operations = new Operations(brief.path("security"));
        ObjectNode paths = out.putObject("paths");
        brief.path("operations").properties().forEach(e -> path(paths, e.getKey()).set(method(e.getKey()), operations.written(e.getValue())));
        for (ProcessDescription p : processes)
            paths.putObject("/processes/" + p.id() + "/execution").set("post", operations.written(brief.path("operations").path(EXECUTION), p));
        Methods.complete(paths);
        components(out.putObject("components"), processes);
        return out;
    }

    private static ObjectNode path(ObjectNode paths, String operation) {
        return paths.withObjectProperty(operation.substring(operation.indexOf(' ') + 1));
    }

    private static String method(String operation) {
        return operation.substring(0, operation.indexOf(' ')).toLowerCase(java.util.Locale.ROOT);
    }

    private void components(ObjectNode components, List<ProcessDescription> processes) {
        ObjectNode schemas = components.putObject("schemas");
        brief.path("schemas").properties().forEach(e -> schemas.set(e.getKey(), extended(e.getValue())));
        for (ProcessDescription p : processes) new Schemas(p).into(schemas);
        for (String part : new String[] {"parameters", "headers", "securitySchemes"}) components.set(part, brief.get(part));
        ObjectNode responses = components.putObject("responses");
        problems().forEach((status, titles) -> responses.set("Problem" + status, problem(status, titles)));
    }

    /** A schema that has what another one has, and more. */
    private JsonNode extended(JsonNode schema) {
        if (!schema.has("extends")) return schema;
        ObjectNode whole = (ObjectNode) brief.path("schemas").path(schema.get("extends").asString()).deepCopy();
        for (JsonNode name : schema.path("required")) ((ArrayNode) whole.get("required")).add(name);
        schema.path("properties").properties().forEach(e -> ((ObjectNode) whole.get("properties")).set(e.getKey(), e.getValue()));
        return whole;
    }

    /** What each status may mean. */
    private static Map<Integer, String> problems() {
        return Arrays.stream(ProblemType.values()).collect(Collectors.groupingBy(ProblemType::status, TreeMap::new,
                Collectors.mapping(t -> t.title() + " (" + t.label() + ")", Collectors.joining("; ", "", "."))));
    }

    private static ObjectNode problem(int status, String titles) {
        ObjectNode response = Schemas.object().put("description", titles);
        ObjectNode content = response.putObject("content");
        for (String type : new String[] {"application/problem+json", "application/json"}) content.putObject(type).set("schema", Schemas.ref("Problem"));
        content.putObject("text/html").putObject("schema").put("type", "string");
        if (status == 401) Operations.header(response, "WWW-Authenticate", "WWW-Authenticate");
        if (status == 429) Operations.limits(response);
        if (status == 429 || status == 503 || status == 507) Operations.header(response, "Retry-After", "Retry-After");
        return response;
    }
}
