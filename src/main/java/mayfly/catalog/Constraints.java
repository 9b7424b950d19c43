package mayfly.catalog;

import mayfly.catalog.ProcessDescription.Input;
import tools.jackson.databind.JsonNode;

/**
 * Attributes of an HTML field; each may be null. They help a browser, the server checks all of it again.
 *
 * @param min       as in HTML, for numbers; an exclusive bound is left out
 * @param max       likewise
 * @param step      1 for whole numbers, "any" for others, or the multiple that is asked for
 * @param minlength characters
 * @param maxlength characters
 * @param pattern   regular expression for the whole text, as HTML wants it
 * @param accept    file name endings and media types, separated by commas
 * @param inputmode numeric, decimal, email or url
 */
public record Constraints(String min, String max, String step, String minlength, String maxlength, String pattern, String accept,
                          String inputmode) {

    static Constraints of(Input input) {
        JsonNode schema = input.schema();
        return switch (InputKind.of(input)) {
            case INTEGER -> numeric(schema, "1", schema.path("minimum").asDouble(-1) >= 0 ? "numeric" : null);
            case NUMBER -> numeric(schema, "any", schema.path("minimum").asDouble(-1) >= 0 ? "decimal" : null);
            case TEXT -> text(input, schema);
            case FILE -> new Constraints(null, null, null, null, null, null, accept(input), null);
            default -> new Constraints(null, null, null, null, null, null, null, null);
        };
    }

    /** @param mode null where a number may be negative: the number pads of some telephones have no minus */
    private static Constraints numeric(JsonNode schema, String step, String mode) {
        String multiple = schema.has("multipleOf") ? Numbers.words(schema.get("multipleOf")) : step;
        return new Constraints(bound(schema, "minimum", "exclusiveMinimum"), bound(schema, "maximum", "exclusiveMaximum"), multiple,
                null, null, null, null, mode);
    }

    private static Constraints text(Input input, JsonNode schema) {
        String mode = switch (schema.path("format").asString("")) {
            case "email" -> "email";
            case "uri" -> "url";
            default -> null;
        };
        if (input.several()) return new Constraints(null, null, null, null, null, null, null, mode);
        return new Constraints(null, null, null, length(schema, "minLength"), length(schema, "maxLength"), pattern(schema), null, mode);
    }

    private static String bound(JsonNode schema, String bound, String exclusive) {
        return schema.has(bound) && !schema.path(exclusive).asBoolean(false) ? Numbers.words(schema.get(bound)) : null;
    }

    private static String length(JsonNode schema, String key) {
        return schema.has(key) ? schema.get(key).asString() : null;
    }

    /** HTML matches the whole text, JSON Schema any part of it. */
    private static String pattern(JsonNode schema) {
        if (!schema.has("pattern")) return null;
        String pattern = schema.get("pattern").asString();
        boolean whole = pattern.startsWith("^") && pattern.endsWith("$") && !pattern.endsWith("\\$") && !pattern.contains("|");
        return whole ? pattern.substring(1, pattern.length() - 1) : "[\\s\\S]*(?:" + pattern + ")[\\s\\S]*";
    }

    private static String accept(Input input) {
        if (!input.form().accept().isEmpty()) return String.join(",", input.form().accept());
        String type = input.schema().path("contentMediaType").asString("");
        return type.isEmpty() ? null : type;
    }
}
