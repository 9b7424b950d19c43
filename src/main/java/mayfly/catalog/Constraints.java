package mayfly.catalog;

import mayfly.catalog.ProcessDescription.Input;
import tools.jackson.databind.JsonNode;

/**
 * Attributes of an HTML field; each may be null. They help a browser, the server checks all of it again.
 *
 * @param min          as in HTML, for numbers; an exclusive bound is left out
 * @param max          likewise
 * @param step         1 for whole numbers, "any" for others, or the multiple that is asked for
 * @param minlength    characters
 * @param maxlength    characters
 * @param pattern      regular expression for the whole text, as HTML wants it; see {@link HtmlPattern}
 * @param accept       file name endings and media types, separated by commas
 * @param inputmode    numeric, decimal, email or url
 * @param autocomplete what a browser may know of the person: email or url
 */
public record Constraints(String min, String max, String step, String minlength, String maxlength, String pattern, String accept,
                          String inputmode, String autocomplete) {
    private static final Constraints NONE = new Constraints(null, null, null, null, null, null, null, null, null);

    static Constraints of(Input input) {
        JsonNode schema = input.schema();
        return switch (InputKind.of(input)) {
            case INTEGER -> numeric(input, schema, "1", schema.path("minimum").asDouble(-1) >= 0 ? "numeric" : null);
            case NUMBER -> numeric(input, schema, "any", schema.path("minimum").asDouble(-1) >= 0 ? "decimal" : null);
            case TEXT -> text(input, schema);
            case FILE -> new Constraints(null, null, null, null, null, null, accept(input), null, null);
            default -> NONE;
        };
    }

    /** @param mode null where a number may be negative: the number pads of some telephones have no minus */
    private static Constraints numeric(Input input, JsonNode schema, String step, String mode) {
        String multiple = schema.has("multipleOf") ? Numbers.words(schema.get("multipleOf")) : step;
        return new Constraints(bound(schema, "minimum", "exclusiveMinimum"), bound(schema, "maximum", "exclusiveMaximum"), multiple,
                null, null, input.several() ? null : HtmlPattern.number(step.equals("1")), null, mode, null);
    }

    private static Constraints text(Input input, JsonNode schema) {
        String mode = switch (schema.path("format").asString("")) {
            case "email" -> "email";
            case "uri" -> "url";
            default -> null;
        };
        if (input.several()) return new Constraints(null, null, null, null, null, null, null, mode, null);
        return new Constraints(null, null, null, length(schema, "minLength"), length(schema, "maxLength"), HtmlPattern.of(schema.path("pattern").asString(null)), null, mode, mode);
    }

    private static String bound(JsonNode schema, String bound, String exclusive) {
        return schema.has(bound) && !schema.path(exclusive).asBoolean(false) ? Numbers.words(schema.get(bound)) : null;
    }

    private static String length(JsonNode schema, String key) {
        return schema.has(key) ? schema.get(key).asString() : null;
    }

    private static String accept(Input input) {
        if (!input.form().accept().isEmpty()) return String.join(",", input.form().accept());
        String type = input.schema().path("contentMediaType").asString("");
        return type.isEmpty() ? null : type;
    }
}
