package mayfly.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mayfly.catalog.ProcessDescription.Input;
import tools.jackson.databind.JsonNode;

/** Reads {@code when: {input: mode, is: [a, b]}} of an input, and sees that it can ever hold. */
final class WhenReader {
    private WhenReader() { }

    /** Null where there is none. */
    static When read(Section input) {
        if (!input.has("when")) return null;
        Section when = input.section("when").only("input", "is");
        String other = when.need("input");
        return other == null ? null : new When(other, values(when));
    }

    /** One value or a list of them, each as JSON writes it. */
    private static List<String> values(Section when) {
        List<String> values = new ArrayList<>();
        JsonNode is = when.value("is");
        if (is == null) return values;
        for (JsonNode value : is.isArray() ? is : List.of(is)) {
            if (value.isNumber()) values.add(Numbers.words(value));
            else if (value.isString() || value.isBoolean()) values.add(value.asString());
            else when.fault("is", "“is” wants a value or a list of values; here stands " + Quote.of(value.toString()));
        }
        if (values.isEmpty()) when.fault("is", "“is” names no value; leave it out if any value will do");
        return values;
    }

    /** @param inputs those without a fault of their own */
    static void check(Section process, Map<String, Input> inputs) {
        Map<String, Section> sections = process.sections("inputs");
        inputs.forEach((id, input) -> {
            if (input.when() != null) check(sections.get(id).section("when"), id, input.when(), inputs, sections.keySet());
        });
    }

    private static void check(Section section, String id, When when, Map<String, Input> inputs, Set<String> declared) {
        Input other = inputs.get(when.input());
        if (!declared.contains(when.input())) section.fault("input", "“when” names " + Quote.of(when.input()) + ", which is no input");
        if (other == null) return;
        if (isCircular(id, inputs)) section.fault("input", Quote.of(id) + " depends on itself: it could never be asked for");
        InputKind kind = InputKind.of(other);
        if (!when.values().isEmpty() && (kind == InputKind.FILE || kind == InputKind.JSON)) section.fault("is", "of " + Quote.of(when.input()) + " only that it has a value can be asked; leave “is” out");
        Set<String> known = kind == InputKind.BOOLEAN ? Set.of("true", "false")
                : kind == InputKind.CHOICE ? other.schema().get("enum").valueStream().map(v -> v.isNumber() ? Numbers.words(v) : v.asString()).collect(Collectors.toSet()) : null;
        for (String value : when.values()) if (known != null && !known.contains(value)) section.fault("is", Quote.of(value) + " is no value of " + Quote.of(when.input()));
    }

    private static boolean isCircular(String id, Map<String, Input> inputs) {
        Set<String> seen = new HashSet<>();
        for (String at = id; at != null && seen.add(at);) {
            Input input = inputs.get(at);
            at = input == null || input.when() == null ? null : input.when().input();
            if (id.equals(at)) return true;
        }
        return false;
    }
}
