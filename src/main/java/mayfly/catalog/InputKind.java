package mayfly.catalog;

import tools.jackson.databind.JsonNode;

/** What one value of an input is to a person; made from its schema, and the same for reading, checking and drawing. */
enum InputKind {
    /** Text, free or of a format other than date. */
    TEXT,
    INTEGER, NUMBER, BOOLEAN,
    /** One of the values of an enum. */
    CHOICE,
    DATE, FILE,
    /** An object or array, written as JSON. */
    JSON,
    /** West, south, east and north, in one line; see {@link BoundingBox}. */
    BOX;

    static InputKind of(JsonNode schema) {
        if (schema.has("enum")) return CHOICE;
        String format = schema.path("format").asString("");
        return switch (schema.path("type").asString("")) {
            case "integer" -> INTEGER;
            case "number" -> NUMBER;
            case "boolean" -> BOOLEAN;
            case "object", "array" -> BoundingBox.is(schema) ? BOX : JSON;
            default -> format.equals("binary") ? FILE : format.equals("date") ? DATE : TEXT;
        };
    }

    static InputKind of(ProcessDescription.Input input) {
        return of(input.schema());
    }
}
