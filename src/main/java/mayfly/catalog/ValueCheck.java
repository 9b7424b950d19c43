package mayfly.catalog;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.math.BigDecimal;
import java.util.List;
import mayfly.catalog.ProcessDescription.Input;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The compiled schema of one input, and the check of one value against it. Limits that a description does not state are added,
 * so that no text is endless (100,000 characters) and every whole number fits a Java long. Immutable; safe for many threads.
 */
final class ValueCheck {
    static final int MAX_LENGTH = 100_000;
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(Dialects.getOpenApi30(), builder -> builder
            .schemaCacheEnabled(false)
            .schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .formatAssertionsEnabled(true)
                    .regularExpressionFactory(BoundedPattern::new)
                    .build()));

    private final Input input;
    private final InputKind kind;
    private final ObjectNode limited;
    private final Schema schema;

    /** @throws RuntimeException of the validator when the schema is none; {@link SchemaRules} has been asked before */
    ValueCheck(Input input) {
        this.input = input;
        kind = InputKind.of(input);
        limited = limited(input.schema());
        // Words about content are for people and programs; the validator does not know them in this dialect and would say so in the log.
        schema = REGISTRY.getSchema(limited.deepCopy().without(List.of("contentMediaType", "contentEncoding")));
        schema.initializeValidators();
    }

    /** The value in the form in which it is kept: 3.0 is 3 where a whole number is wanted. */
    JsonNode normal(JsonNode value) {
        return limited.path("type").asString("").equals("integer") ? Numbers.whole(value) : value;
    }

    /** @return what is wrong with a normal value, in words; null = nothing */
    String fault(JsonNode value) {
        if (kind == InputKind.FILE) return isFile(value) ? null : "Choose a file.";
        if (value.isString() && tooLong(value.asString())) return new ValueFault(input, limited, value).ofKeyword("maxLength", null);
        if (endless(value)) return new ValueFault(input, limited, value).ofKeyword("type", null);
        List<Error> errors = schema.validate(value);
        if (!errors.isEmpty()) {
            Error first = errors.get(0);
            return new ValueFault(input, limited, value).ofKeyword(first.getKeyword(), first);
        }
        if (kind == InputKind.BOX) return BoundingBox.fault(value);
        // RFC 5321 allows a mailbox at a bare host name; people who write one have forgotten the rest.
        boolean half = limited.path("format").asString("").equals("email") && value.asString().lastIndexOf('.') < value.asString().lastIndexOf('@');
        return half ? new ValueFault(input, limited, value).ofKeyword("format", null) : null;
    }

    /** The words for a value that is not there. */
    String missing() {
        return new ValueFault(input, limited, null).missing();
    }

    private boolean tooLong(String text) {
        return limited.has("maxLength") && text.codePointCount(0, text.length()) > limited.get("maxLength").asInt();
    }

    /** 1e999 is JSON, but no computation can hold it, and the validator itself fails on it. */
    private static boolean endless(JsonNode value) {
        if (value.isNumber()) return !value.isIntegralNumber() && !Double.isFinite(value.asDouble(Double.NaN));
        return value.isContainer() && value.valueStream().anyMatch(ValueCheck::endless);
    }

    /** A name on disk must be one name: whatever becomes of it later, it cannot lead out of its folder. */
    private static boolean isFile(JsonNode value) {
        String name = value.path("file").asString("");
        return value.isObject() && name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,254}") && value.path("name").isString();
    }

    private static ObjectNode limited(JsonNode declared) {
        ObjectNode schema = (ObjectNode) declared.deepCopy();
        schema.remove(List.of("default", "example", "title", "description", "deprecated"));
        if (schema.path("type").asString("").equals("string") && !schema.has("maxLength")) {
            schema.put("maxLength", switch (schema.path("format").asString("")) {
                case "date", "date-time" -> 40;
                case "email" -> 254;
                case "uri" -> 2000;
                default -> MAX_LENGTH;
            });
        }
        if (schema.path("type").asString("").equals("integer")) {
            boolean small = schema.path("format").asString("").equals("int32");
            bound(schema, "minimum", small ? Integer.MIN_VALUE : Long.MIN_VALUE, -1);
            bound(schema, "maximum", small ? Integer.MAX_VALUE : Long.MAX_VALUE, 1);
        }
        return schema;
    }

    private static void bound(ObjectNode schema, String key, long limit, int outward) {
        boolean tighter = schema.has(key) && new BigDecimal(schema.get(key).asString()).compareTo(BigDecimal.valueOf(limit)) * outward <= 0;
        if (!tighter) schema.put(key, limit);
    }
}
