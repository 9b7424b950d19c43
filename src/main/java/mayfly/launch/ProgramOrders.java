package mayfly.launch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mayfly.catalog.Command;
import mayfly.catalog.CommandLine;
import mayfly.catalog.ProcessDescription.Output;
import mayfly.worker.command.ProgramOrder;
import mayfly.worker.command.ProgramSandbox;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From a description and the inputs of a job to what its worker is told of the program. */
final class ProgramOrders {
    /** The ending of a client's name, where it is harmless: programs go by it. */
    private static final Pattern ENDING = Pattern.compile("(?:\\.[A-Za-z0-9]{1,10})?\\.(?:gz|bz2|xz|zst)$|\\.[A-Za-z0-9]{1,10}$");

    private ProgramOrders() { }

    /** @param inputs as the record has them */
    static ProgramOrder of(Command command, Map<String, Output> outputs, String inputs, ProgramSandbox sandbox) {
        var values = (ObjectNode) JsonMapper.shared().readTree(inputs);
        Map<String, String> links = links(values);
        Map<String, String> environment = new LinkedHashMap<>();
        command.environment().forEach((name, template) -> {
            List<String> value = new CommandLine(List.of(new CommandLine.Part(List.of(template), null, Set.of()))).arguments(values, file -> path(file, links));
            if (!value.isEmpty()) environment.put(name, value.get(0));
        });
        Map<Integer, ProgramOrder.Exit> exits = new LinkedHashMap<>();
        command.exits().forEach((code, exit) -> exits.put(code, new ProgramOrder.Exit(exit.kind(), exit.message())));
        List<ProgramOrder.Output> from = new ArrayList<>();
        command.outputs().forEach((id, source) -> from.add(new ProgramOrder.Output(id, source.file() == null ? "" : source.file(), source.required(),
                outputs.get(id).schema().path("contentMediaType").asString(""))));
        return new ProgramOrder(command.line().arguments(values, file -> path(file, links)), environment, links, command.progress(), exits, from, sandbox);
    }

    /** From the attempt's folder, in which the program runs. */
    private static String path(String file, Map<String, String> links) {
        return "inputs/" + links.getOrDefault(file, file);
    }

    private static Map<String, String> links(JsonNode inputs) {
        var out = new LinkedHashMap<String, String>();
        inputs.valueStream().flatMap(v -> v.isArray() ? v.valueStream() : Stream.of(v)).filter(v -> v.path("file").isString()).forEach(v -> {
            Matcher ending = ENDING.matcher(v.path("name").asString(""));
            if (ending.find()) out.put(v.path("file").asString(), v.path("file").asString() + ending.group());
        });
        return out;
    }
}
