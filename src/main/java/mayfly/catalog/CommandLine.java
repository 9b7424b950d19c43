package mayfly.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The arguments of a program, with places for inputs. There is no shell in between: what a person typed is one argument, whatever it contains.
 *
 * @param parts in their order
 */
public record CommandLine(List<Part> parts) {
    /**
     * Some arguments that belong together: left out as a whole where an input that they name is absent; repeated for each value where it has several.
     *
     * @param when   input that decides whether they are given; null = none does
     * @param values of that input with which they are given, as texts; empty = when it is there, and not false
     */
    public record Part(List<Template> arguments, String when, Set<String> values) {
        public Part {
            arguments = List.copyOf(arguments);
            values = Set.copyOf(values);
        }

        /** Inputs that its arguments name. */
        Set<String> inputs() {
            var all = new LinkedHashSet<String>();
            for (Template t : arguments) all.addAll(t.inputs());
            return all;
        }
    }

    public CommandLine {
        parts = List.copyOf(parts);
    }

    /** Of no program: the process is carried out by a Java class. */
    static final CommandLine NONE = new CommandLine(List.of());

    public boolean isNone() {
        return parts.isEmpty();
    }

    /** The program: the first argument, which names no input. */
    public String program() {
        return parts.get(0).arguments().get(0).fill(Map.of());
    }

    /**
     * @param inputs checked and completed
     * @param path   of a file as the program is to see it, by its name on disk
     * @return program and arguments
     */
    public List<String> arguments(ObjectNode inputs, UnaryOperator<String> path) {
        var out = new ArrayList<String>();
        for (Part part : parts) if (isGiven(part, inputs)) give(out, part, inputs, path);
        return out;
    }

    private static boolean isGiven(Part part, ObjectNode inputs) {
        if (part.when() != null) {
            JsonNode value = inputs.path(part.when());
            if (isAbsent(value) || value.isBoolean() && !value.asBoolean() && part.values().isEmpty()) return false;
            if (!part.values().isEmpty() && !part.values().contains(value.asString())) return false;
        }
        return part.inputs().stream().noneMatch(id -> isAbsent(inputs.path(id)));
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull() || value.isArray() && value.isEmpty();
    }

    private static void give(List<String> out, Part part, ObjectNode inputs, UnaryOperator<String> path) {
        int times = part.inputs().stream().mapToInt(id -> inputs.get(id).isArray() ? inputs.get(id).size() : 1).max().orElse(1);
        for (int i = 0; i < times; i++) {
            var values = new HashMap<String, String>();
            for (String id : part.inputs()) {
                JsonNode value = inputs.get(id).isArray() ? inputs.get(id).get(i) : inputs.get(id);
                values.put(id, text(value, path));
                values.put(id + Template.NAME, name(value));
            }
            for (Template t : part.arguments()) out.add(t.fill(values));
        }
    }

    /** The name of a file without folders, and such that no program takes it for an option or hides it; of anything else "". */
    private static String name(JsonNode value) {
        String name = value.path("name").asString("").replaceAll("^.*[/\\\\]", "").replaceAll("\\p{Cntrl}", "_").replaceAll("^[-.]", "_");
        return name.isBlank() ? value.path("file").asString("") : name;
    }

    private static String text(JsonNode value, UnaryOperator<String> path) {
        if (value.path("file").isString()) return path.apply(value.path("file").asString());
        return value.isNumber() ? Numbers.words(value) : value.isValueNode() ? value.asString() : value.toString();
    }
}
