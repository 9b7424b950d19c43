package mayfly.web;

import java.util.Map;
import mayfly.catalog.ProcessDescription;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Something to send, small and accepted, for a schema. */
final class ApiExample {
    private ApiExample() { }

    /** With the values of the process's first sample where it has any, and whatever is required. */
    static ObjectNode execute(ProcessDescription process, JsonNode schema) {
        ObjectNode inputs = of(schema);
        if (!process.samples().isEmpty()) {
            process.samples().get(0).inputs().forEach((id, value) -> {
                if (process.inputs().containsKey(id) && !process.inputs().get(id).isFile()) inputs.set(id, value);
            });
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("inputs", inputs);
        return body;
    }

    /** With what is required. */
    static ObjectNode of(JsonNode schema) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        for (JsonNode name : schema.path("required")) out.set(name.asString(), value(schema.path("properties").path(name.asString())));
        return out;
    }

    private static JsonNode value(JsonNode schema) {
        for (String given : new String[] {"example", "default"}) if (schema.has(given)) return schema.get(given);
        if (schema.has("enum")) return schema.get("enum").get(0);
        if (schema.has("anyOf")) return value(schema.path("anyOf").get(0));
        var make = JsonNodeFactory.instance;
        return switch (schema.path("type").asString("")) {
            case "integer", "number" -> schema.has("minimum") ? schema.get("minimum") : make.numberNode(1);
            case "boolean" -> make.booleanNode(true);
            case "array" -> make.arrayNode().add(value(schema.path("items")));
            case "object" -> of(schema);
            default -> make.stringNode(text(schema));
        };
    }

    private static String text(JsonNode schema) {
        String known = Map.of("date", "2026-12-24", "date-time", "2026-12-24T18:00:00Z", "uri", "https://example.org/", "email", "anna@example.org").get(schema.path("format").asString(""));
        return known != null ? known : "a" + "b".repeat(Math.max(0, schema.path("minLength").asInt(1) - 1));
    }
}
