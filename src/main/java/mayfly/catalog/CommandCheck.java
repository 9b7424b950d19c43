package mayfly.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mayfly.catalog.CommandLine.Part;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a program would take for something else than it is: a value at the beginning of an argument that begins with "-", an option to most programs; and what no argument can hold. */
final class CommandCheck {
    private CommandCheck() { }

    /** @param inputs checked by their schemas, and without a fault there */
    static List<Fault> faults(ProcessDescription process, ObjectNode inputs) {
        var faults = new ArrayList<Fault>();
        Command command = process.run().command();
        boolean options = true;
        for (Part part : command.line().parts()) {
            for (Template argument : part.arguments()) {
                if (argument.inputs().isEmpty() && argument.fill(Map.of()).equals("--")) options = false;
                for (String id : argument.inputs()) {
                    boolean first = options && id.equals(argument.first()) && !command.dashes().contains(id);
                    fault(id, inputs.path(id), first, InputKind.of(process.inputs().get(id))).ifPresent(faults::add);
                }
            }
        }
        return faults.stream().distinct().toList();
    }

    private static Optional<Fault> fault(String id, JsonNode value, boolean first, InputKind kind) {
        if (value.isArray()) return value.valueStream().map(v -> fault(id, v, first, kind)).flatMap(Optional::stream).findFirst();
        if (!value.isString()) return Optional.empty();
        String text = value.asString();
        if (text.indexOf('\0') >= 0) return Optional.of(new Fault(id, "Leave out the character NUL: no program can be given it."));
        if (first && kind == InputKind.TEXT && text.startsWith("-")) return Optional.of(new Fault(id, "Write a text that does not begin with “-”: the program would take it for an option; you wrote " + Quote.of(text) + "."));
        return Optional.empty();
    }
}
