package mayfly.catalog;

import java.util.ArrayList;
import java.util.List;
import mayfly.catalog.ProcessDescription.Input;
import tools.jackson.databind.JsonNode;

/**
 * When an input is asked for: only while another one has a value. An input whose condition does not hold is as if it had not been sent, whoever sent it.
 *
 * @param input  id of the other one
 * @param values as texts; with one of them the condition holds. Empty = with any value but "no"
 */
public record When(String input, List<String> values) {
    public When {
        values = List.copyOf(values);
    }

    /** @param value of the other input, as checked; null = it has none */
    boolean holds(JsonNode value) {
        if (value == null || value.isNull() || value.isArray() && value.isEmpty()) return false;
        if (value.isArray() && !values.isEmpty()) return value.valueStream().anyMatch(v -> values.contains(text(v)));
        if (!values.isEmpty()) return values.contains(text(value));
        return !value.isBoolean() || value.asBoolean();
    }

    /** "Only if “Delimiter” is Tab or Bar." */
    String words(Input other) {
        String name = "Only if “" + other.title() + "” ";
        boolean box = Widget.of(other) == Widget.CHECKBOX;
        if (values.isEmpty()) return name + (InputKind.of(other) == InputKind.BOOLEAN ? box ? "is checked." : "is yes." : "has a value.");
        if (box && values.size() == 1) return name + (values.get(0).equals("true") ? "is checked." : "is not checked.");
        List<String> words = new ArrayList<>();
        for (String value : values) words.add(word(other, value));
        return name + (other.several() ? "has " : "is ") + Quote.series(words, "or") + ".";
    }

    private static String word(Input other, String value) {
        String otherwise = InputKind.of(other) != InputKind.BOOLEAN ? value : value.equals("true") ? "yes" : "no";
        return other.form().labels().getOrDefault(value, otherwise);
    }

    private static String text(JsonNode value) {
        return value.isNumber() ? Numbers.words(value) : value.asString("");
    }
}
