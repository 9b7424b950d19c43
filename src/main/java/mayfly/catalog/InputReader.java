package mayfly.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mayfly.catalog.ProcessDescription.Form;
import mayfly.catalog.ProcessDescription.Input;
import tools.jackson.databind.JsonNode;

/** Reads {@code inputs:} of a description. */
final class InputReader {
    /** Also names of form fields, of query parameters, and of components of a Java record. */
    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    /** Query parameters of a process's page that mean something else. */
    private static final Set<String> RESERVED = Set.of("f", "sample", "form-token");
    private static final Map<InputKind, Set<String>> WIDGETS = Map.of(
            InputKind.TEXT, Set.of("text", "textarea"), InputKind.JSON, Set.of("text", "textarea"), InputKind.BOX, Set.of("text"), InputKind.INTEGER, Set.of("text"),
            InputKind.NUMBER, Set.of("text"), InputKind.DATE, Set.of("text"), InputKind.FILE, Set.of(),
            InputKind.BOOLEAN, Set.of("checkbox", "radio", "select"), InputKind.CHOICE, Set.of("radio", "select"));

    private final FileFaults faults;

    InputReader(FileFaults faults) {
        this.faults = faults;
    }

    /** In the order of the file. An input with a fault is left out, its faults noted. */
    Map<String, Input> read(Section process) {
        Map<String, Input> inputs = new LinkedHashMap<>();
        process.sections("inputs").forEach((id, section) -> {
            int before = faults.count();
            if (!ID.matcher(id).matches()) section.fault(Quote.of(id) + " is no input id; write a letter, then letters, digits, “_” or “-”, 64 at most");
            if (RESERVED.contains(id)) section.fault("an input cannot be called " + Quote.of(id) + ": the name has a meaning in links to the form");
            Input input = input(id, section);
            if (faults.count() == before) checkDefault(section, input);
            if (faults.count() == before) checkExamples(section, input);
            if (faults.count() == before) inputs.put(id, input);
        });
        WhenReader.check(process, inputs);
        return Collections.unmodifiableMap(inputs);
    }

    private Input input(String id, Section section) {
        section.only("title", "description", "minOccurs", "maxOccurs", "schema", "form", "when");
        int min = section.parsed("minOccurs", 1, text -> occurs(text, 0));
        int max = section.parsed("maxOccurs", Math.max(1, min), text -> text.equals("unbounded") ? Integer.MAX_VALUE : occurs(text, 1));
        if (min > max) section.fault("minOccurs", "“minOccurs” is " + min + " and “maxOccurs” " + max + ": nothing can be valid");
        if (!section.has("schema")) section.fault("“schema” is missing");
        Section schema = section.section("schema");
        if (section.value("schema") != null && section.value("schema").isObject()) SchemaRules.input(schema);
        JsonNode declared = section.value("schema");
        InputKind kind = declared != null && declared.isObject() ? InputKind.of(declared) : InputKind.TEXT;
        String type = declared == null ? "" : declared.path("type").asString("");
        if (max > 1 && (kind == InputKind.BOOLEAN || type.equals("array"))) {
            section.fault("maxOccurs", "an input of type " + type + " has one value; leave “maxOccurs” out");
        }
        JsonNode whole = kind == InputKind.BOX ? BoundingBox.schema(declared) : declared;
        return new Input(section.text("title", id), section.text("description", ""), min, max, whole, form(section.section("form"), declared, kind),
                WhenReader.read(section));
    }

    private static Form form(Section form, JsonNode schema, InputKind kind) {
        form.only("widget", "unit", "labels", "accept", "sample", "examples", "paste", "remember");
        String widget = form.text("widget");
        if (widget != null && !WIDGETS.get(kind).contains(widget)) {
            List<String> fitting = WIDGETS.get(kind).stream().sorted().toList();
            form.fault("widget", Quote.of(widget) + " does not fit this schema; " + (fitting.isEmpty() ? "leave “widget” out" : "write " + Quote.series(fitting, "or")));
        }
        Map<String, String> labels = new LinkedHashMap<>();
        Section words = form.section("labels");
        Set<String> values = kind == InputKind.BOOLEAN ? Set.of("true", "false")
                : kind == InputKind.CHOICE ? schema.get("enum").valueStream().filter(JsonNode::isValueNode).map(JsonNode::asString).collect(Collectors.toSet()) : Set.of();
        for (String value : words.keys()) {
            if (!values.contains(value)) words.fault(value, "a label for " + Quote.of(value) + ", which is no value of this input");
            String word = words.text(value);
            if (word != null) labels.put(value, word);
        }
        if (form.has("accept") && kind != InputKind.FILE) form.fault("accept", "“accept” is for files only");
        boolean paste = form.has("paste") && form.value("paste").asBoolean(false);
        if (form.has("paste") && (kind != InputKind.FILE || !form.value("paste").isBoolean())) form.fault("paste", "“paste” is for files only, and wants true or false");
        if (form.has("remember") && !form.value("remember").isBoolean()) form.fault("remember", "“remember” wants true or false");
        boolean remember = kind != InputKind.FILE && (!form.has("remember") || form.value("remember").asBoolean(true));
        return new Form(widget, form.text("unit"), labels, form.texts("accept"), form.text("sample"), form.texts("examples"), paste, remember);
    }

    private static void checkDefault(Section section, Input input) {
        JsonNode value = input.schema().get("default");
        if (value == null) return;
        ValueCheck check = new ValueCheck(input);
        Iterable<JsonNode> values = input.several() && value.isArray() ? value : List.of(value);
        for (JsonNode each : values) {
            String fault = check.fault(check.normal(each));
            if (fault != null) section.section("schema").fault("default", "the default is not valid: " + fault);
        }
    }

    /** An example that is refused teaches nobody. */
    private static void checkExamples(Section section, Input input) {
        List<String> examples = input.form().examples();
        if (input.isFile() && !examples.isEmpty()) section.section("form").fault("examples", "a file cannot be shown as an example; offer it as a sample");
        if (input.isFile()) return;
        ValueCheck check = new ValueCheck(input);
        for (String example : examples) {
            String fault = check.fault(check.normal(FormFields.typed(input, example)));
            if (fault != null) section.section("form").fault("examples", Quote.of(example) + " is no valid example: " + fault);
        }
    }

    private static int occurs(String text, int least) {
        if (text.matches("\\d{1,6}") && Integer.parseInt(text) >= least) return Integer.parseInt(text);
        throw new IllegalArgumentException("write a whole number from " + least + (least == 1 ? ", or unbounded" : "") + "; found " + Quote.of(text));
    }
}
