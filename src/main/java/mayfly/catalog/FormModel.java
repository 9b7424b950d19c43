package mayfly.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mayfly.catalog.ProcessDescription.Group;
import mayfly.catalog.ProcessDescription.Input;
import tools.jackson.databind.JsonNode;

/**
 * A form, ready to be drawn: what every field says, offers and contains.
 *
 * @param groups headings with their fields; one without a heading when the description names none
 * @param faults what is wrong with the submission as a whole, such as inputs that do not exist
 */
public record FormModel(List<FieldGroup> groups, List<String> faults) {

    /** A heading and help below it, both maybe empty, and the fields that follow. */
    public record FieldGroup(String title, String help, List<Field> fields) { }

    /**
     * When a field is asked for, see {@link When}.
     *
     * @param words in a sentence
     */
    public record Condition(String input, List<String> values, String words) { }

    /**
     * One field.
     *
     * @param id          input id, which is also the field's name
     * @param help        the input's description and a hint made from its schema; may be empty
     * @param hint        the last part of {@code help} alone: "A whole number from 5 to 50."
     * @param widget      text, textarea, number, checkbox, radio, select, date, checkboxes, list (one value on each line) or file
     * @param required    must be filled in: not optional, and without a default
     * @param optional    may be left out, and nothing stands for it then
     * @param several     takes several values
     * @param unit        stands after the field; null = none
     * @param values      as typed; for a list each is a line; empty for files
     * @param options     for checkbox, checkboxes, radio and select; else empty
     * @param examples    entries to choose from; may be empty
     * @param paste       whether the content of a file may be pasted instead
     * @param condition   when it is asked for; null = always
     * @param constraints for attributes of the HTML element
     * @param said        the words for an entry that is missing or wrong, the same that a fault has
     * @param least       so many values must be there, if any
     * @param most        so many may be there
     * @param remember    whether a browser may remember what was typed
     * @param fault       what is wrong with the entry; null = nothing
     */
    public record Field(String id, String label, String help, String hint, String widget, boolean required, boolean optional, boolean several, String unit,
                        List<String> values, List<Option> options, List<String> examples, boolean paste, Condition condition, Constraints constraints, Said said, int least, int most, boolean remember, String fault) {
        /** The single value as typed, or the lines of a list; "" when there is none. */
        public String value() {
            return String.join("\n", values);
        }
    }

    /**
     * @param kind     text, integer, number, boolean, choice, date, file or json
     * @param accepted what an entry has to be: "a whole number from 5 to 50"
     * @param missing  a sentence: "Write a whole number from 5 to 50."
     * @param length   how long a text has to be: "at most 20 characters"
     */
    public record Said(String kind, String accepted, String missing, String length) { }

    /** One choice. An empty value stands for none. */
    public record Option(String value, String label, boolean selected) { }

    /** A form that nobody has filled in yet: defaults, and over them what a link, a sample or an earlier job brings. */
    public static FormModel fresh(ProcessDescription process, Map<String, List<String>> prefill) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        process.inputs().forEach((id, input) -> texts.put(id, prefill.containsKey(id) ? prefill.get(id) : FormTexts.of(input, input.schema().get("default"))));
        return sent(process, texts, List.of());
    }

    /** A form that came back: everything as typed, each fault at its field. */
    public static FormModel sent(ProcessDescription process, Map<String, List<String>> texts, List<Fault> faults) {
        List<FieldGroup> groups = new ArrayList<>();
        List<Group> named = process.groups().isEmpty() ? List.of(new Group("", "", List.copyOf(process.inputs().keySet()))) : process.groups();
        for (Group group : named) {
            groups.add(new FieldGroup(group.title(), group.description(), group.inputs().stream()
                    .map(id -> field(process, id, process.inputs().get(id), texts.getOrDefault(id, List.of()), fault(id, faults))).toList()));
        }
        return new FormModel(List.copyOf(groups), faults.stream().filter(f -> !process.inputs().containsKey(f.input())).map(Fault::message).toList());
    }

    /**
     * The inverse of {@link FormFields#read}: inputs of a job or a sample as texts of the form. Files and inputs that the
     * process no longer has are left out. Some JSON cannot be typed into a form and is lost: an empty text, a line end other than
     * LF, and in a list of several a value that is blank or has a line end.
     *
     * @param inputs an object; anything else is taken as empty
     */
    public static Map<String, List<String>> texts(ProcessDescription process, JsonNode inputs) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        process.inputs().forEach((id, input) -> {
            JsonNode value = inputs.get(id);
            if (value != null && !value.isNull() && !input.isFile()) texts.put(id, FormTexts.of(input, value));
        });
        return texts;
    }

    /** All fields, in the order of the form. */
    public List<Field> fields() {
        return groups.stream().flatMap(group -> group.fields().stream()).toList();
    }

    /** True when it has a field for files, and must be sent as multipart. */
    public boolean hasFiles() {
        return fields().stream().anyMatch(field -> field.widget().equals("file"));
    }

    private static Field field(ProcessDescription process, String id, Input input, List<String> values, String fault) {
        String hint = Expectation.hint(input);
        String help = (input.description() + " " + hint).strip();
        List<String> typed = input.isFile() ? List.of() : List.copyOf(values);
        boolean required = input.required() && !input.schema().has("default") && InputKind.of(input) != InputKind.BOOLEAN;
        return new Field(id, input.title(), help, hint, Widget.of(input).word(), required, !input.required() && !input.schema().has("default"), input.several(), input.form().unit(), typed,
                FormOptions.of(input, typed), input.form().examples(), input.form().paste(), condition(process, input.when()), Constraints.of(input), said(input), input.minOccurs(), input.maxOccurs(),
                input.form().remember(), fault);
    }

    private static Said said(Input input) {
        String missing = input.minOccurs() > 1 ? InputCheck.tooFew(input, 0) : new ValueFault(input, input.schema(), null).missing();
        return new Said(InputKind.of(input).name().toLowerCase(Locale.ROOT), Expectation.phrase(input), missing, Expectation.length(input.schema()));
    }

    private static Condition condition(ProcessDescription process, When when) {
        return when == null ? null : new Condition(when.input(), when.values(), when.words(process.inputs().get(when.input())));
    }

    private static String fault(String id, List<Fault> faults) {
        return faults.stream().filter(fault -> fault.input().equals(id)).map(Fault::message).findFirst().orElse(null);
    }
}
