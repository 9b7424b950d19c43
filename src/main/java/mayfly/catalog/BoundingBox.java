package mayfly.catalog;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A bounding box as OGC API - Processes has it: {@code {bbox: [west, south, east, north], crs: address}}, with heights {@code [west, south, bottom, east, north, top]}. A person
 * writes the numbers in one line, which any form can ask for. Of {@link #CRS84}, the default, the numbers are degrees; a box whose west is larger than its east crosses the line
 * of date change.
 */
final class BoundingBox {
    static final String FORMAT = "ogc-bbox";
    static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private BoundingBox() { }

    static boolean is(JsonNode schema) {
        return schema.path("format").asString("").equals(FORMAT);
    }

    /** The whole schema of a description that says no more than {@code {type: object, format: ogc-bbox}}. */
    static ObjectNode schema(JsonNode declared) {
        ObjectNode schema = NODES.objectNode().put("type", "object").put("format", FORMAT).put("additionalProperties", false);
        schema.putArray("required").add("bbox");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("bbox").put("type", "array").put("minItems", 4).put("maxItems", 6).putObject("items").put("type", "number");
        properties.putObject("crs").put("type", "string").put("format", "uri").put("maxLength", 2000).put("default", CRS84);
        declared.properties().forEach(e -> schema.set(e.getKey(), e.getValue()));
        return schema;
    }

    /** What is wrong with a value that fits the schema, in words; null = nothing. */
    static String fault(JsonNode value) {
        JsonNode box = value.path("bbox");
        if (box.size() == 5) return "A bounding box has four numbers, or six with heights; you gave 5.";
        int half = box.size() / 2;
        double south = box.path(1).asDouble();
        double north = box.path(half + 1).asDouble();
        if (south > north) return "The south of a bounding box is at most its north; you gave " + Numbers.words(box.path(1)) + " and " + Numbers.words(box.path(half + 1)) + ".";
        if (half == 3 && box.path(2).asDouble() > box.path(5).asDouble()) return "The bottom of a bounding box is at most its top; you gave " + Numbers.words(box.path(2)) + " and " + Numbers.words(box.path(5)) + ".";
        if (!value.path("crs").asString(CRS84).equals(CRS84)) return null;
        if (south < -90 || north > 90) return "South and north are from -90 to 90 degrees; you gave " + Numbers.words(box.path(1)) + " and " + Numbers.words(box.path(half + 1)) + ".";
        boolean far = Math.abs(box.path(0).asDouble()) > 180 || Math.abs(box.path(half).asDouble()) > 180;
        return far ? "West and east are from -180 to 180 degrees; you gave " + Numbers.words(box.path(0)) + " and " + Numbers.words(box.path(half)) + "." : null;
    }

    /** From what a person wrote: numbers with commas, semicolons or blanks between them. @return null when it is no such list */
    static JsonNode read(String text) {
        String[] parts = text.strip().split("\\s*[,;]\\s*|\\s+");
        if (parts.length < 4 || parts.length > 6) return null;
        ArrayNode numbers = NODES.arrayNode();
        for (String part : parts) {
            JsonNode number = Numbers.parse(part);
            if (number == null) return null;
            numbers.add(number);
        }
        return NODES.objectNode().set("bbox", numbers);
    }

    /** As a person writes it; null where that would leave something out, such as another reference system. */
    static String words(JsonNode value) {
        if (!value.isObject() || !value.path("bbox").isArray() || !value.path("crs").asString(CRS84).equals(CRS84)) return null;
        List<String> numbers = new ArrayList<>();
        for (JsonNode number : value.path("bbox")) {
            if (!number.isNumber()) return null;
            numbers.add(Numbers.words(number));
        }
        return String.join(", ", numbers);
    }
}
