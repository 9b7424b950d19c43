package mayfly.web;

import java.util.List;
import mayfly.catalog.InputWords;
import mayfly.catalog.ProcessDescription;
import mayfly.job.JobRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The inputs that a record holds. */
final class Inputs {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Inputs() { }

    /** One line of a panel; the remark may be empty. */
    record Pair(String name, String value, String remark) { }

    /** @param process null when it is not offered any more: then ids stand for titles */
    static List<Pair> shown(JobRecord job, ProcessDescription process) {
        var say = new Words();
        JsonNode inputs = read(job);
        if (process == null) return inputs.properties().stream().map(e -> new Pair(say.name(e.getKey()), say.name(e.getValue().toString()), "")).toList();
        return InputWords.shown(process, inputs).stream().map(s -> new Pair(s.label(), say.name(s.value()), s.bytes() < 0 ? s.detail() : say.size(s.bytes()))).toList();
    }

    /** An object; empty when the record holds none. */
    static ObjectNode read(JobRecord job) {
        try {
            return job.inputs() != null && JSON.readTree(job.inputs()) instanceof ObjectNode o ? o : JSON.createObjectNode();
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }
}
