package mayfly.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Schemas of the interface's description, in words. */
final class ApiSchemas {
    private static final String LOCAL = "#/components/schemas/";

    private ApiSchemas() { }

    /** A schema with a name, its members as rows. */
    static ApiPage.Schema schema(String name, JsonNode schema) {
        var members = new ArrayList<ApiPage.Member>();
        List<String> required = schema.path("required").valueStream().map(JsonNode::asString).toList();
        for (Map.Entry<String, JsonNode> e : schema.path("properties").properties())
            members.add(new ApiPage.Member(e.getKey() + (required.contains(e.getKey()) ? " (required)" : ""), type(e.getValue()), named(e.getValue()), e.getValue().path("description").asString("")));
        return new ApiPage.Schema("schema-" + name, name, schema.path("description").asString(""), members, members.isEmpty() ? type(schema) : null);
    }

    /** The name of the schema that it is, or consists of first of all; null where that has none. */
    static String named(JsonNode schema) {
        String ref = schema.path("$ref").asString("");
        if (ref.startsWith(LOCAL)) return ref.substring(LOCAL.length());
        for (String inner : new String[] {"items", "additionalProperties"}) if (schema.path(inner).isObject()) return named(schema.path(inner));
        for (JsonNode one : schema.path("anyOf")) if (named(one) != null) return named(one);
        return null;
    }

    /** "integer from 1 to 100, 10 where it is left out", "list of Link", "one of json, html". */
    static String type(JsonNode schema) {
        if (schema.has("$ref")) return named(schema);
        if (schema.has("anyOf")) return schema.path("anyOf").valueStream().map(ApiSchemas::type).collect(Collectors.joining(", or "));
        String type = schema.path("type").asString("anything");
        if (type.equals("array")) return "list of " + type(schema.path("items")) + bounds(schema, "minItems", "maxItems");
        if (schema.has("enum")) return "one of " + schema.path("enum").valueStream().map(JsonNode::asString).collect(Collectors.joining(", ")) + otherwise(schema);
        if (type.equals("object") && schema.path("additionalProperties").isObject()) return "object of " + type(schema.path("additionalProperties"));
        String format = schema.path("format").asString("");
        String length = bounds(schema, "minLength", "maxLength");
        return type + (format.isEmpty() ? "" : " (" + format + ")") + bounds(schema, "minimum", "maximum") + (length.isEmpty() ? "" : length + " characters") + otherwise(schema);
    }

    private static String otherwise(JsonNode schema) {
        return schema.has("default") ? "; " + schema.path("default").asString("") + " where it is left out" : "";
    }

    private static String bounds(JsonNode schema, String low, String high) {
        return (schema.has(low) ? " from " + schema.path(low).asString() : "") + (schema.has(high) ? (schema.has(low) ? " to " : " up to ") + schema.path(high).asString() : "");
    }
}
