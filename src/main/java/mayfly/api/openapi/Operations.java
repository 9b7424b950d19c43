package mayfly.api.openapi;

import java.util.TreeSet;
import mayfly.catalog.ProcessDescription;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the operations out that {@code openapi.json} has in brief. Of an operation there: {@code ok} is the schema of its answer, {@code page} that it is a page for people,
 * too, {@code etag} that its JSON can be kept and asked for again, as pages can, {@code results}, {@code execute} and {@code file} what their answers have in common, {@code pages} redirections of
 * browsers, {@code problems} the statuses of its refusals beside those that all have, {@code secure} who may; {@code responses} are taken as they are.
 */
final class Operations {
    /** What can go wrong everywhere: a request that is none, a fault of ours, and a server that is stopping or too busy. */
    static final int[] EVERYWHERE = {400, 500, 503};
    private static final String JSON = "application/json";

    private final JsonNode security;

    Operations(JsonNode security) {
        this.security = security;
    }

    ObjectNode written(JsonNode brief) {
        ObjectNode out = Schemas.object().put("operationId", brief.path("id").asString()).put("summary", brief.path("summary").asString());
        if (brief.has("description")) out.set("description", brief.get("description"));
        out.putArray("tags").add(brief.path("tag").asString());
        ArrayNode parameters = out.putArray("parameters");
        for (JsonNode name : brief.path("parameters")) parameters.addObject().put("$ref", "#/components/parameters/" + name.asString());
        if (brief.has("body")) body(out, brief.get("body").asString());
        out.set("responses", responses(brief));
        if (brief.has("secure")) out.set("security", security.path(brief.get("secure").asString()));
        return out;
    }

    /** The execution of one process, with what it takes and gives. */
    ObjectNode written(JsonNode brief, ProcessDescription process) {
        ObjectNode out = written(brief).put("operationId", "execute-" + process.id()).put("summary", "Run “" + process.title() + "”")
                .put("description", (process.description() + " Values may also be qualified or given by reference, as the address for all processes says.").strip());
        ArrayNode parameters = (ArrayNode) out.get("parameters");
        for (int i = parameters.size() - 1; i >= 0; i--) if (parameters.get(i).path("$ref").asString().endsWith("/processID")) parameters.remove(i);
        body(out, process.id() + "-execute");
        ((ObjectNode) out.at("/responses/200/content/application~1json")).set("schema", Schemas.ref(process.id() + "-results"));
        return out;
    }

    private static void body(ObjectNode operation, String schema) {
        ObjectNode body = operation.putObject("requestBody").put("required", true);
        body.putObject("content").putObject(JSON).set("schema", Schemas.ref(schema));
    }

    private static ObjectNode responses(JsonNode brief) {
        ObjectNode all = Schemas.object();
        if (brief.has("ok")) json(answer(all, "200", "As asked."), Schemas.ref(brief.get("ok").asString()));
        if (brief.path("execute").asBoolean(false)) execute(all);
        if (brief.path("results").asBoolean(false)) results(all);
        if (brief.path("file").asBoolean(false)) file(all);
        if (brief.path("page").asBoolean(false)) ((ObjectNode) all.get("200")).withObjectProperty("content").putObject("text/html").putObject("schema").put("type", "string");
        brief.path("pages").properties().forEach(page -> header(answer(all, page.getKey(), page.getValue().asString()), "Location", "Page"));
        var statuses = new TreeSet<Integer>();
        for (int status : EVERYWHERE) statuses.add(status);
        for (JsonNode status : brief.path("problems")) statuses.add(status.asInt());
        for (int status : statuses) all.putObject("" + status).put("$ref", "#/components/responses/Problem" + status);
        brief.path("responses").properties().forEach(r -> all.set(r.getKey(), r.getValue().deepCopy()));
        if (brief.path("etag").asBoolean(false) || brief.path("page").asBoolean(false)) tagged(all);
        ObjectNode sorted = Schemas.object();
        all.propertyNames().stream().sorted().forEach(status -> sorted.set(status, all.get(status)));
        return sorted;
    }

    private static void execute(ObjectNode all) {
        results(all);
        ObjectNode done = (ObjectNode) all.get("200");
        done.put("description", "The results, where the process or the client would have them at once and they came in time.");
        header(done, "Content-Location", "Content-Location");
        header(done, "Preference-Applied", "Preference-Applied");
        limits(done);
        ObjectNode made = answer(all, "201", "The job, which goes on.");
        header(made, "Location", "Location");
        header(made, "Preference-Applied", "Preference-Applied");
        limits(made);
        json(made, Schemas.ref("StatusInfo"));
    }

    /** How many more jobs may follow. */
    static void limits(ObjectNode response) {
        for (String name : new String[] {"RateLimit", "RateLimit-Policy"}) header(response, name, name);
    }

    /** Any JSON: a document of outputs, or the content of one. */
    private static void results(ObjectNode all) {
        ObjectNode done = answer(all, "200", "The results: a document of all outputs, or the content of one, or of several as parts.");
        json(done, Schemas.object());
        ObjectNode content = (ObjectNode) done.get("content");
        binary(content, "multipart/related");
        binary(content, "*/*");
        header(answer(all, "204", "The outputs are to be had where the header Link says."), "Link", "Link");
    }

    private static void file(ObjectNode all) {
        for (String status : new String[] {"200", "206"}) {
            ObjectNode sent = answer(all, status, status.equals("200") ? "The whole." : "The part that was asked for.");
            binary(sent.putObject("content"), "*/*");
            for (String name : new String[] {"ETag", "Accept-Ranges", "Content-Disposition"}) header(sent, name, name);
            if (status.equals("206")) header(sent, "Content-Range", "Content-Range");
        }
        answer(all, "304", "It is still the same.");
    }

    private static void tagged(ObjectNode all) {
        header((ObjectNode) all.get("200"), "ETag", "ETag");
        header(answer(all, "304", "It is still the same."), "ETag", "ETag");
    }

    private static ObjectNode answer(ObjectNode all, String status, String description) {
        return all.putObject(status).put("description", description);
    }

    private static void json(ObjectNode response, ObjectNode schema) {
        response.withObjectProperty("content").putObject(JSON).set("schema", schema);
    }

    private static void binary(ObjectNode content, String type) {
        content.putObject(type).putObject("schema").put("type", "string").put("format", "binary");
    }

    static void header(ObjectNode response, String name, String component) {
        response.withObjectProperty("headers").putObject(name).put("$ref", "#/components/headers/" + component);
    }
}
