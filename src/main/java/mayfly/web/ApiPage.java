package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import mayfly.catalog.ProcessDescription;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api} for people: the same description that programs get, to be read. */
public final class ApiPage {
    /** What follows from the other methods is said once. */
    private static final Set<String> LEFT_OUT = Set.of("head", "options");
    private final Desk desk;
    private final Function<String, ObjectNode> document;

    /** @param document the description, by our own address */
    public ApiPage(Desk desk, Function<String, ObjectNode> document) {
        this.desk = desk;
        this.document = document;
    }

    public record Page(String description, String base, List<Group> groups, List<Schema> schemas) { }

    /** @param id of its heading */
    public record Group(String id, String name, String description, List<Operation> operations) { }

    /**
     * @param id   of its heading
     * @param body name of the schema of what it takes; null where it takes nothing
     * @param who  who may do it; empty = everybody
     * @param curl a command that does it
     */
    public record Operation(String id, String method, String path, String summary, String description, List<Parameter> parameters, String body, String who, List<Answer> answers, String curl) { }

    public record Parameter(String name, String in, String type, String description) { }

    /** @param types media types. @param schema null where there is none with a name */
    public record Answer(String status, String description, String types, String schema, String headers) { }

    /** @param id of its table */
    public record Schema(String id, String name, String description, List<Member> members, String type) { }

    /** @param schema what it links to; null = nothing */
    public record Member(String name, String type, String schema, String description) { }

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String base = new Ask(request).absolute("");
        ObjectNode whole = document.apply(base);
        desk.pages().showTagged(request, response, "api", "", () -> page(whole, base), "api", base, whole);
    }

    private Page page(ObjectNode whole, String base) {
        var groups = new ArrayList<Group>();
        for (JsonNode tag : whole.path("tags")) {
            var operations = new ArrayList<Operation>();
            for (Map.Entry<String, JsonNode> path : whole.path("paths").properties())
                for (Map.Entry<String, JsonNode> one : path.getValue().properties())
                    if (!LEFT_OUT.contains(one.getKey()) && one.getValue().path("tags").path(0).equals(tag.path("name"))) operations.add(operation(whole, base, path.getKey(), one.getKey(), one.getValue()));
            groups.add(new Group("group-" + tag.path("name").asString().toLowerCase(Locale.ROOT), tag.path("name").asString(), tag.path("description").asString(""), operations));
        }
        List<Schema> schemas = whole.path("components").path("schemas").properties().stream().map(e -> ApiSchemas.schema(e.getKey(), e.getValue())).toList();
        return new Page(whole.path("info").path("description").asString(""), base, groups, schemas);
    }

    private Operation operation(ObjectNode whole, String base, String path, String method, JsonNode one) {
        var parameters = new ArrayList<Parameter>();
        for (JsonNode ref : one.path("parameters")) {
            JsonNode p = whole.at(ref.path("$ref").asString().substring(1));
            parameters.add(new Parameter(p.path("name").asString(), p.path("in").asString() + (p.path("required").asBoolean(false) ? ", required" : ""), ApiSchemas.type(p.path("schema")), p.path("description").asString("")));
        }
        String body = ApiSchemas.named(one.at("/requestBody/content/application~1json/schema"));
        String id = one.path("operationId").asString();
        return new Operation(id, method.toUpperCase(Locale.ROOT), path, one.path("summary").asString(), one.path("description").asString(""), parameters, body, who(one.path("security")),
                answers(whole, one.path("responses")), curl(whole, base, path, method, one, body));
    }

    private static String who(JsonNode security) {
        return security.valueStream().map(s -> s.isEmpty() ? "anybody" : String.join(" and ", s.propertyNames())).collect(Collectors.joining(", or "));
    }

    private static List<Answer> answers(ObjectNode whole, JsonNode responses) {
        return responses.properties().stream().map(e -> {
            boolean problem = e.getValue().has("$ref");
            JsonNode r = problem ? whole.at(e.getValue().path("$ref").asString().substring(1)) : e.getValue();
            String meaning = problem ? StatusLine.of(Integer.parseInt(e.getKey())).substring(4) + ": a problem document." : r.path("description").asString("");
            return new Answer(e.getKey(), meaning, String.join(", ", r.path("content").propertyNames()), ApiSchemas.named(r.at("/content/application~1json/schema")),
                    String.join(", ", r.path("headers").propertyNames()));
        }).toList();
    }

    private String curl(ObjectNode whole, String base, String path, String method, JsonNode one, String body) {
        String here = base + path.replaceAll("\\{processID}", "echo").replaceAll("\\{jobID}", "JOB_ID").replaceAll("\\{outputID}", "OUTPUT_ID").replaceAll("\\{name}", "queue-full");
        var command = new StringBuilder("curl -s");
        if (!method.equals("get") && !method.equals("post")) command.append(" -X ").append(method.toUpperCase(Locale.ROOT));
        if (one.path("security").toString().equals("[{\"operator\":[]}]")) command.append(" -u operator");
        if (body != null) command.append(" -H 'Content-Type: application/json' -d ").append(quoted(example(whole, path, body)));
        else if (method.equals("post")) command.append(" -X POST");
        return command.append(" '").append(here).append('\'').toString();
    }

    private String example(ObjectNode whole, String path, String body) {
        Optional<ProcessDescription> process = desk.jobs().processes().stream().filter(p -> path.equals("/processes/" + p.id() + "/execution")).findFirst();
        return process.map(p -> ApiExample.execute(p, whole.at("/components/schemas/" + p.id() + "-inputs"))).orElseGet(() -> ApiExample.of(whole.at("/components/schemas/" + body))).toString();
    }

    /** As a shell reads it. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
