package mayfly.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mayfly.catalog.ProcessDescription.Input;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the texts of a form that was sent into typed inputs. Nothing is refused here: a text that is not what its input wants
 * stays a text, so that {@link InputCheck} can say what is wrong and quote what was typed. Files are not texts; whoever received
 * them adds them to the result.
 */
public final class FormFields {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private FormFields() { }

    /**
     * @param texts values by field name, as the browser sent them. An unchecked box is absent; an empty text is no value; a field
     *              for several values sends itself several times, or one value on each line. A name that is no input is
     *              passed on as it is, and refused by the check
     */
    public static ObjectNode read(ProcessDescription process, Map<String, List<String>> texts) {
        ObjectNode inputs = NODES.objectNode();
        process.inputs().forEach((id, input) -> {
            JsonNode value = input.isFile() ? null : value(input, texts.getOrDefault(id, List.of()));
            if (value != null) inputs.set(id, value);
        });
        texts.forEach((name, values) -> {
            if (!process.inputs().containsKey(name)) inputs.set(name, list(values.stream().map(v -> (JsonNode) NODES.stringNode(v)).toList()));
        });
        return inputs;
    }

    private static JsonNode value(Input input, List<String> texts) {
        InputKind kind = InputKind.of(input);
        if (kind == InputKind.BOOLEAN && texts.isEmpty() && !Widget.hasThreeStates(input)) return NODES.booleanNode(false);
        List<JsonNode> values = new ArrayList<>();
        for (String text : input.several() && kind != InputKind.CHOICE ? lines(texts) : texts) {
            String typed = text.replace("\r\n", "\n");
            if (!isEmpty(kind, typed)) values.add(typed(input, kind, typed));
        }
        if (!input.several()) return values.size() > 1 ? list(values) : values.isEmpty() ? null : values.get(0);
        // No box checked is a choice where a default would otherwise take its place.
        boolean absent = values.isEmpty() && !(kind == InputKind.CHOICE && input.schema().has("default"));
        return absent ? null : list(values);
    }

    private static List<String> lines(List<String> texts) {
        return texts.stream().flatMap(String::lines).filter(line -> !line.isBlank()).toList();
    }

    /** Blanks alone are a text only where a text is asked for: a delimiter may be a blank. */
    private static boolean isEmpty(InputKind kind, String text) {
        return kind == InputKind.TEXT ? text.isEmpty() : text.isBlank();
    }

    /** One value as its text means it. */
    static JsonNode typed(Input input, String text) {
        return typed(input, InputKind.of(input), text);
    }

    private static JsonNode typed(Input input, InputKind kind, String text) {
        JsonNode value = switch (kind) {
            case INTEGER, NUMBER -> Numbers.parse(text);
            case BOOLEAN -> yesOrNo(text.strip());
            case CHOICE -> input.schema().path("enum").valueStream().filter(v -> v.asString().equals(text)).findFirst().orElse(null);
            case JSON -> json(text);
            case BOX -> text.stripLeading().startsWith("{") ? json(text) : BoundingBox.read(text);
            case DATE -> NODES.stringNode(text.strip());
            default -> null;
        };
        return value == null ? NODES.stringNode(text) : value;
    }

    private static JsonNode yesOrNo(String text) {
        return switch (text) {
            case "true", "on" -> NODES.booleanNode(true);
            case "false", "off" -> NODES.booleanNode(false);
            default -> null;
        };
    }

    private static JsonNode json(String text) {
        if (text.length() > ValueCheck.MAX_LENGTH) return null;
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static ArrayNode list(List<JsonNode> values) {
        return NODES.arrayNode().addAll(values);
    }
}
