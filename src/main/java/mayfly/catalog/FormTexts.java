package mayfly.catalog;

import java.util.List;
import mayfly.catalog.ProcessDescription.Input;
import tools.jackson.databind.JsonNode;

/** One input's value as the texts of its field. */
final class FormTexts {
    private FormTexts() { }

    /** @param value null = absent; several values in an array */
    static List<String> of(Input input, JsonNode value) {
        if (value == null || value.isNull()) return List.of();
        if (input.several() && value.isArray()) return value.valueStream().map(v -> text(input, v)).toList();
        return List.of(text(input, value));
    }

    /** Numbers as JSON writes them, so that what is read back is the same number. */
    private static String text(Input input, JsonNode value) {
        if (InputKind.of(input) == InputKind.BOX) {
            String words = BoundingBox.words(value);
            return words == null ? value.toString() : words;
        }
        return value.isString() ? value.asString() : value.isObject() || value.isArray() ? value.toPrettyString() : value.toString();
    }
}
