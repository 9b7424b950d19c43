package mayfly.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import mayfly.catalog.ProcessDescription;
import mayfly.catalog.ProcessDescription.Input;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /processes} and {@code GET /processes/{id}}. */
public final class Processes {
    private static final String EXECUTE = "http://www.opengis.net/def/rel/ogc/1.0/execute";

    private final Api api;

    public Processes(Api api) {
        this.api = api;
    }

    public void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = new Call(request);
        ObjectNode body = Call.object();
        ArrayNode list = body.putArray("processes");
        int limit = call.number("limit", 10, 1, 10_000);
        int offset = call.number("offset", 0, 0, Integer.MAX_VALUE);
        List<ProcessDescription> all = api.jobs().processes();
        all.stream().skip(offset).limit(limit).forEach(p -> list.add(summary(call, p)));
        ArrayNode links = body.putArray("links");
        call.selfLinks(links, call.here());
        if (offset + (long) limit < all.size()) call.link(links, "next", "application/json", call.here("offset", offset + limit), "More processes");
        if (offset > 0) call.link(links, "prev", "application/json", call.here("offset", Math.max(0, offset - limit)), "The processes before");
        call.tagged(response, body);
    }

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = new Call(request);
        ProcessDescription process = api.jobs().process(call.path("id"));
        ObjectNode body = summary(call, process);
        ObjectNode inputs = body.putObject("inputs");
        process.inputs().forEach((id, input) -> {
            ObjectNode one = inputs.putObject(id).put("title", input.title()).put("description", process.told(id)).put("minOccurs", process.least(id));
            if (input.maxOccurs() == Integer.MAX_VALUE) one.put("maxOccurs", "unbounded");
            else one.put("maxOccurs", input.maxOccurs());
            one.set("schema", input.schema());
        });
        ObjectNode outputs = body.putObject("outputs");
        process.outputs().forEach((id, output) -> outputs.putObject(id).put("title", output.title()).put("description", output.description()).set("schema", output.schema()));
        call.tagged(response, body);
    }

    private static ObjectNode summary(Call call, ProcessDescription p) {
        ObjectNode one = Call.object().put("id", p.id()).put("version", p.version()).put("title", p.title()).put("description", p.description());
        ArrayNode keywords = one.putArray("keywords");
        p.keywords().forEach(keywords::add);
        ArrayNode options = one.putArray("jobControlOptions");
        p.modes().forEach(mode -> options.add(mode.option()));
        options.add("dismiss");
        one.putArray("outputTransmission").add("value").add("reference");
        ArrayNode links = one.putArray("links");
        call.selfLinks(links, "/processes/" + p.id());
        call.link(links, EXECUTE, "application/json", "/processes/" + p.id() + "/execution", "Run it");
        // Large files: streamed to disk, where JSON is read into memory.
        if (p.inputs().values().stream().anyMatch(Input::isFile)) call.link(links, EXECUTE, "multipart/form-data", "/processes/" + p.id() + "/execution", "Run it with files of any size, as a form sends them: answers 303");
        return one;
    }
}
