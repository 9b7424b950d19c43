package mayfly.catalog;

import java.util.ArrayList;
import java.util.List;
import mayfly.catalog.ProcessDescription.Input;
import tools.jackson.databind.JsonNode;

/** The inputs of a job in words, for people who look at it. */
public final class InputWords {
    private static final int LONG = 200;
    private static final int LABEL = 80;
    private static final int SHOWN = 20;

    private InputWords() { }

    /**
     * One line of an "Inputs" panel.
     *
     * @param value  in words, at most 200 characters, nothing invisible in it; "none" when there is none
     * @param detail small print after it, such as "12,345 characters"; may be empty
     * @param bytes  size of a file; -1 when it is none
     */
    public record Shown(String label, String value, String detail, long bytes) { }

    /**
     * In the order of the form; one line for each input, and for each file. At most 20 of several are listed.
     *
     * @param inputs as checked; an input that is absent shows as "none", one that was not asked for not at all
     */
    public static List<Shown> shown(ProcessDescription process, JsonNode inputs) {
        List<Shown> lines = new ArrayList<>();
        Applicable applicable = new Applicable(process.inputs(), inputs::get);
        process.inputs().forEach((id, input) -> {
            if (!applicable.is(id)) return;
            List<JsonNode> values = values(input, inputs.get(id));
            if (values.isEmpty()) lines.add(new Shown(input.title(), "none", "", -1));
            else if (input.isFile()) files(input, values, lines);
            else lines.add(line(input, values));
        });
        return List.copyOf(lines);
    }

    /**
     * What tells this job from others of its process: the value of the input that {@code label} names, the first of several;
     * a file by its name. At most 80 characters, "" when there is none.
     */
    public static String label(ProcessDescription process, JsonNode inputs) {
        Input input = process.label() == null ? null : process.inputs().get(process.label());
        List<JsonNode> values = input == null ? List.of() : values(input, inputs.get(process.label()));
        if (values.isEmpty()) return "";
        JsonNode first = values.get(0);
        return Quote.shortened((input.isFile() ? fileName(first) : withUnit(input, word(input, first))).strip(), LABEL);
    }

    private static List<JsonNode> values(Input input, JsonNode value) {
        if (value == null || value.isNull()) return List.of();
        return input.several() && value.isArray() ? value.valueStream().toList() : List.of(value);
    }

    private static void files(Input input, List<JsonNode> values, List<Shown> lines) {
        for (JsonNode file : values.subList(0, Math.min(SHOWN, values.size()))) {
            lines.add(new Shown(input.title(), Quote.shortened(fileName(file), LONG), "", file.path("size").asLong(-1)));
        }
        if (values.size() > SHOWN) lines.add(new Shown(input.title(), values.size() - SHOWN + " more files", "", -1));
    }

    private static Shown line(Input input, List<JsonNode> values) {
        List<String> words = values.stream().limit(SHOWN).map(value -> word(input, value)).toList();
        String all = withUnit(input, String.join(", ", words));
        String detail = values.size() > SHOWN ? Expectation.grouped(values.size()) + " values" : "";
        long length = all.codePointCount(0, all.length());
        if (detail.isEmpty() && length > LONG) detail = Expectation.grouped(length) + " characters";
        return new Shown(input.title(), all.isEmpty() ? "empty text" : Quote.shortened(all, LONG), detail, -1);
    }

    private static String word(Input input, JsonNode value) {
        String box = InputKind.of(input) == InputKind.BOX ? BoundingBox.words(value) : null;
        if (box != null) return box;
        if (value.isObject() || value.isArray()) return value.toString();
        String label = input.form().labels().get(value.asString());
        if (label != null) return label;
        if (value.isBoolean()) return value.asBoolean() ? "yes" : "no";
        return value.isNumber() ? Numbers.words(value) : value.asString();
    }

    /** A no-break space, so that a unit is never alone on a line. */
    private static String withUnit(Input input, String words) {
        String unit = input.form().unit();
        return unit == null || words.isEmpty() ? words : words + "\u00A0" + unit;
    }

    private static String fileName(JsonNode file) {
        return file.path("name").asString("");
    }
}
