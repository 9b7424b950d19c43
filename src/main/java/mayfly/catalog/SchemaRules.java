package mayfly.catalog;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/**
 * Which schemas a description may contain: JSON Schema in the vocabulary of OpenAPI 3.0, without references (nothing is ever
 * fetched). On top of an input stand only types that a form can ask for; below an object or array, and in outputs, schemas may
 * also be combined. An unknown keyword is a fault, since the validator would ignore it in silence.
 */
final class SchemaRules {
    private static final Set<String> ANY = Set.of("type", "title", "description", "default", "example", "enum", "format", "nullable", "deprecated");
    private static final Set<String> COMBINING = Set.of("allOf", "anyOf", "oneOf", "not");
    private static final Set<String> NUMERIC = Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf");
    private static final Map<String, Set<String>> OF_TYPE = Map.of(
            "string", Set.of("minLength", "maxLength", "pattern", "contentMediaType", "contentEncoding"),
            "integer", NUMERIC, "number", NUMERIC, "boolean", Set.of(),
            "array", Set.of("items", "minItems", "maxItems", "uniqueItems"),
            "object", Set.of("properties", "required", "additionalProperties", "minProperties", "maxProperties"));
    private static final Map<String, Set<String>> FORMATS = Map.of(
            "string", Set.of("date", "date-time", "email", "uri", "binary"),
            "integer", Set.of("int32", "int64"), "number", Set.of("float", "double"), "object", Set.of(BoundingBox.FORMAT));

    private SchemaRules() { }

    /** Notes every fault of an input's schema. */
    static void input(Section schema) {
        for (String key : COMBINING) if (schema.has(key)) schema.fault(key, "“" + key + "” cannot be drawn as a form field; give one type");
        if (schema.has("nullable")) schema.fault("nullable", "“nullable” is not for inputs; write minOccurs: 0 for an optional one");
        if (!schema.has("type")) schema.fault("the schema has no “type”; known are " + types());
        String type = schema.has("type") ? schema.value("type").asString("") : "";
        if (schema.has("enum") && (type.equals("object") || type.equals("array"))) schema.fault("enum", "“enum” is for texts and numbers only");
        boolean file = "binary".equals(schema.value("format") == null ? null : schema.value("format").asString(""));
        if (file && schema.has("enum")) schema.fault("enum", "a file cannot have an “enum”");
        if (file && schema.has("default")) schema.fault("default", "a file cannot have a default; offer it as a sample");
        check(schema);
    }

    /** Notes every fault of a schema that may be of any form: an output's, or one inside another. */
    static void check(Section schema) {
        String type = schema.text("type");
        if (type != null && !OF_TYPE.containsKey(type)) {
            schema.fault("type", "no such type: " + Quote.of(type) + "; known are " + types());
            return;
        }
        for (String key : schema.keys()) keyword(schema, type, key);
        for (String end : new String[] {"Minimum", "Maximum"}) {
            String bound = end.toLowerCase(Locale.ROOT);
            if (schema.has("exclusive" + end) && !schema.has(bound)) schema.fault("exclusive" + end, "“exclusive" + end + "” stands beside “" + bound + "”, which is missing");
        }
        inOrder(schema, "minimum", "maximum");
        for (String what : new String[] {"Length", "Items", "Properties"}) inOrder(schema, "min" + what, "max" + what);
    }

    private static void keyword(Section schema, String type, String key) {
        boolean known = ANY.contains(key) || COMBINING.contains(key) || type != null && OF_TYPE.get(type).contains(key);
        if (!known) {
            schema.fault(key, Quote.of(key) + " is not supported in a schema" + (type == null ? " without a type" : " of type " + type));
            return;
        }
        JsonNode value = schema.value(key);
        String wanted = switch (key) {
            case "title", "description", "contentMediaType", "contentEncoding", "type" -> value.isString() ? null : "a text";
            case "format" -> format(type, value);
            case "pattern" -> pattern(value);
            case "enum" -> enumeration(type, value);
            case "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties" ->
                value.isInt() && value.asInt() >= 0 ? null : "a whole number from 0";
            case "minimum", "maximum" -> value.isNumber() ? null : "a number";
            case "multipleOf" -> value.isNumber() && value.asDouble(0) > 0 ? null : "a number above 0";
            case "exclusiveMinimum" -> value.isBoolean() ? null : "true or false, beside minimum";
            case "exclusiveMaximum" -> value.isBoolean() ? null : "true or false, beside maximum";
            case "uniqueItems", "nullable", "deprecated" -> value.isBoolean() ? null : "true or false";
            case "required" -> allTexts(value) ? null : "a list of property names";
            default -> below(schema, key, value);
        };
        if (wanted != null) schema.fault(key, "“" + key + "” wants " + wanted);
    }

    private static String below(Section schema, String key, JsonNode value) {
        switch (key) {
            case "items", "not" -> check(schema.section(key));
            case "allOf", "anyOf", "oneOf" -> schema.list(key).forEach(SchemaRules::check);
            case "properties" -> schema.sections(key).values().forEach(SchemaRules::check);
            case "additionalProperties" -> {
                if (!value.isBoolean()) check(schema.section(key));
            }
            default -> { } // default and example hold any value; a default is checked against the schema itself
        }
        return null;
    }

    private static String format(String type, JsonNode value) {
        Set<String> formats = FORMATS.getOrDefault(type == null ? "" : type, Set.of());
        if (formats.contains(value.asString(""))) return null;
        return formats.isEmpty() ? "to be left out here" : "one of " + String.join(", ", formats.stream().sorted().toList());
    }

    private static String pattern(JsonNode value) {
        if (!value.isString()) return "a regular expression";
        try {
            Pattern.compile(value.asString());
            return null;
        } catch (PatternSyntaxException e) {
            return "a regular expression: " + e.getDescription() + " in " + Quote.of(value.asString());
        }
    }

    private static String enumeration(String type, JsonNode value) {
        if (!value.isArray() || value.isEmpty()) return "a list of at least one value";
        if (type == null || type.equals("object") || type.equals("array")) return null;
        if (type.equals("boolean")) return "to be left out: a boolean is true or false already";
        for (JsonNode each : value) {
            boolean fits = type.equals("string") ? each.isString() : type.equals("integer") ? each.isIntegralNumber() : each.isNumber();
            if (!fits) return "values of type " + type + "; found " + Quote.of(each.isValueNode() ? each.asString() : each.toString())
                    + (type.equals("string") ? ": write it in quotes" : "");
        }
        long distinct = value.valueStream().map(JsonNode::asString).distinct().count();
        return distinct == value.size() ? null : "values that differ";
    }

    private static boolean allTexts(JsonNode value) {
        return value.isArray() && !value.isEmpty() && value.valueStream().allMatch(JsonNode::isString);
    }

    private static void inOrder(Section schema, String low, String high) {
        JsonNode from = schema.value(low);
        JsonNode to = schema.value(high);
        if (from == null || to == null || !from.isNumber() || !to.isNumber()) return;
        if (new BigDecimal(from.asString()).compareTo(new BigDecimal(to.asString())) > 0) {
            schema.fault(high, "nothing can be valid: “" + low + "” is " + Numbers.words(from) + ", “" + high + "” is " + Numbers.words(to));
        }
    }

    private static String types() {
        return "string, integer, number, boolean, object and array";
    }
}
