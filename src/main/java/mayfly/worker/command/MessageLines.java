package mayfly.worker.command;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import mayfly.worker.Job;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages that a program sends on its standard output: a line that is a JSON object with nothing but known names. {@code {"progress": 0.4}}, {@code {"progress": {"current": 2, "total":
 * 5}, "message": "aligning"}}, {@code {"output": {"count": 17}}}, and at the end, for those who like to say it all at once, {@code {"complete": {"count": 17}}}. Every other line is log.
 */
final class MessageLines {
    private static final Set<String> NAMES = Set.of("progress", "message", "output", "complete");
    private final Job job;
    private final Map<String, Object> outputs = new LinkedHashMap<>();
    private long current;
    private long total;

    MessageLines(Job job) {
        this.job = job;
    }

    /** @return whether it was a message */
    synchronized boolean take(String line) {
        if (!line.startsWith("{") || !line.endsWith("}")) return false;
        JsonNode message = parse(line);
        if (message == null || message.isEmpty()) return false;
        for (Iterator<String> names = message.propertyNames().iterator(); names.hasNext(); ) if (!NAMES.contains(names.next())) return false;
        if (!isProgress(message.path("progress")) || !(message.path("message").isMissingNode() || message.path("message").isString())) return false;
        String words = message.path("message").isString() ? message.path("message").asString() : null;
        if (message.has("progress")) progress(message.get("progress"), words);
        else if (words != null) job.progress(current, total, words);
        take(message.path("output"));
        take(message.path("complete"));
        return true;
    }

    private static JsonNode parse(String line) {
        try {
            return JsonMapper.shared().readTree(line);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static boolean isProgress(JsonNode p) {
        return p.isMissingNode() || p.isNumber() || p.isObject() && p.path("current").isNumber();
    }

    private void progress(JsonNode p, String words) {
        if (p.isNumber()) {
            // A share of one; a tenth of a percent is as fine as it is shown.
            total = 1000;
            current = Math.round(Math.max(0, Math.min(1, p.asDouble())) * total);
        } else {
            total = p.path("total").asLong(total);
            current = p.path("current").asLong();
        }
        job.progress(current, total, words);
    }

    private void take(JsonNode values) {
        if (values.isObject()) values.propertyStream().forEach(e -> outputs.put(e.getKey(), JsonMapper.shared().treeToValue(e.getValue(), Object.class)));
    }

    /** Values by output id; the last one said counts. */
    synchronized Map<String, Object> outputs() {
        return new LinkedHashMap<>(outputs);
    }
}
