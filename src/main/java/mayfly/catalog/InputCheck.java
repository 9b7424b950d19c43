package mayfly.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mayfly.catalog.ProcessDescription.Input;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The check of a submission's inputs against one process description. Every fault is found at once. An input that is not asked for ({@link When}) is left out, whatever was
 * sent for it. A file among the inputs is
 * {@code {"file": "<name on disk>", "name": "<client's name>", "size": n, "mediaType": ".."}}; its presence and number are checked,
 * its media type is not. Immutable; safe for many threads.
 */
public final class InputCheck {
    private static final int NAMES = 10;

    private final Map<String, Input> declared;
    private final Map<String, ValueCheck> checks = new LinkedHashMap<>();

    private InputCheck(ProcessDescription process) {
        declared = process.inputs();
        declared.forEach((id, input) -> checks.put(id, new ValueCheck(input)));
    }

    /** Compiles the schemas, which takes milliseconds: {@link Catalog} keeps one for each process. */
    public static InputCheck of(ProcessDescription process) {
        return new InputCheck(process);
    }

    /** @param inputs values by input id; is not changed. A null value is an absent one */
    public Checked check(ObjectNode inputs) {
        ObjectNode completed = JsonNodeFactory.instance.objectNode();
        List<Fault> faults = new ArrayList<>();
        Applicable applicable = new Applicable(declared, id -> told(id, inputs));
        declared.forEach((id, input) -> {
            if (!applicable.is(id)) return;
            JsonNode value = given(input, inputs.get(id));
            String fault = value == null ? (input.required() ? missing(id) : null) : input.several() ? several(id, value, completed) : one(id, value, completed);
            if (fault != null) faults.add(new Fault(id, fault));
        });
        List<String> unknown = inputs.propertyNames().stream().filter(name -> !declared.containsKey(name)).toList();
        if (!unknown.isEmpty()) faults.add(new Fault("", undeclared(unknown)));
        return new Checked(completed, List.copyOf(faults));
    }

    private static JsonNode given(Input input, JsonNode value) {
        if (value != null && !value.isNull()) return value;
        return input.schema().get("default");
    }

    /** What an input says to those that depend on it: read as {@link #check} reads it. */
    private JsonNode told(String id, ObjectNode inputs) {
        JsonNode value = given(declared.get(id), inputs.get(id));
        if (value == null || value.isArray() && declared.get(id).several()) return value;
        return checks.get(id).normal(value.isArray() && value.size() == 1 && InputKind.of(declared.get(id)) != InputKind.JSON ? value.get(0) : value);
    }

    private String missing(String id) {
        Input input = declared.get(id);
        return input.minOccurs() > 1 ? tooFew(input, 0) : checks.get(id).missing();
    }

    private String one(String id, JsonNode sent, ObjectNode completed) {
        boolean list = sent.isArray() && InputKind.of(declared.get(id)) != InputKind.JSON;
        if (list && sent.size() != 1) return "Give one value only; you gave " + (sent.isEmpty() ? "an empty list" : sent.size()) + ".";
        JsonNode value = checks.get(id).normal(sent);
        completed.set(id, value.deepCopy());
        return checks.get(id).fault(value);
    }

    private String several(String id, JsonNode sent, ObjectNode completed) {
        Input input = declared.get(id);
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        if (sent.isArray()) sent.forEach(value -> values.add(checks.get(id).normal(value).deepCopy()));
        else values.add(checks.get(id).normal(sent).deepCopy());
        completed.set(id, values);
        if (values.size() < input.minOccurs()) return input.minOccurs() == 1 ? checks.get(id).missing() : tooFew(input, values.size());
        if (values.size() > input.maxOccurs()) return tooMany(input, values.size());
        for (int i = 0; i < values.size(); i++) {
            String fault = checks.get(id).fault(values.get(i));
            if (fault != null) return values.size() == 1 ? fault : "Value " + (i + 1) + ": " + fault;
        }
        return null;
    }

    /** The words for too few of several values. */
    static String tooFew(Input input, int count) {
        String found = count == 0 ? "none" : Integer.toString(count);
        return switch (InputKind.of(input)) {
            case FILE -> "Choose at least " + input.minOccurs() + " files; you chose " + found + ".";
            case CHOICE -> "Choose at least " + input.minOccurs() + "; you chose " + found + ".";
            default -> "Give at least " + input.minOccurs() + " values; you gave " + found + ".";
        };
    }

    private static String tooMany(Input input, int count) {
        return switch (InputKind.of(input)) {
            case FILE -> "Choose at most " + input.maxOccurs() + " files; you chose " + count + ".";
            case CHOICE -> "Choose at most " + input.maxOccurs() + "; you chose " + count + ".";
            default -> "Give at most " + input.maxOccurs() + " values; you gave " + count + ".";
        };
    }

    private String undeclared(List<String> names) {
        List<String> quoted = new ArrayList<>(names.stream().limit(NAMES).map(Quote::of).toList());
        if (names.size() > NAMES) quoted.add(names.size() - NAMES + " more");
        String takes = declared.isEmpty() ? "no input" : Quote.series(List.copyOf(declared.keySet()), "and");
        return Quote.series(quoted, "and") + (names.size() == 1 ? " is no input" : " are no inputs") + " of this process; it takes " + takes + ".";
    }
}
