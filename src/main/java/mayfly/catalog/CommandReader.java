package mayfly.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import mayfly.catalog.Command.Exit;
import mayfly.catalog.Command.Source;
import mayfly.catalog.CommandLine.Part;
import mayfly.catalog.ProcessDescription.Input;
import mayfly.job.FailureKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Reads what a description says of a program: {@code command}, {@code environment}, {@code progress}, {@code exits}, {@code dashes} of {@code run:}, and where its outputs come from. */
final class CommandReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern FILE = Pattern.compile("([A-Za-z0-9_*?-][A-Za-z0-9._*?-]*/)*[A-Za-z0-9_*?-][A-Za-z0-9._*?-]*");
    private static final List<FailureKind> KINDS = List.of(FailureKind.INPUT, FailureKind.COMPUTATION, FailureKind.MEMORY, FailureKind.TIMEOUT);
    private final Section run;
    private final Path file;
    private final Map<String, Input> inputs;

    private CommandReader(Section run, Path file, Map<String, Input> inputs) {
        this.run = run;
        this.file = file;
        this.inputs = inputs;
    }

    /** @param inputs those without a fault */
    static Command read(Section run, Path file, Map<String, Input> inputs, Map<String, Section> outputs) {
        if (!run.has("command")) return Command.NONE;
        var reader = new CommandReader(run, file, inputs);
        return new Command(reader.line(), reader.environment(), reader.progress(), reader.exits(), reader.dashes(), reader.outputs(outputs));
    }

    private CommandLine line() {
        var parts = new ArrayList<Part>();
        JsonNode list = run.value("command");
        if (!list.isArray() || list.isEmpty() || !list.get(0).isString()) {
            run.fault("command", "“command” wants a list that begins with the program, such as [wc, -l, \"{file}\"]");
            return CommandLine.NONE;
        }
        part(List.of(StringNode.valueOf(program(list.get(0).asString()))), null, Set.of()).ifPresent(parts::add);
        for (int i = 1; i < list.size(); i++) part(list.get(i)).ifPresent(parts::add);
        if (!parts.isEmpty() && !parts.get(0).inputs().isEmpty()) run.fault("command", "the program itself cannot come from an input");
        return new CommandLine(parts);
    }

    /** One that lies beside the description is named by "./"; any other is looked for on the path, or named in full. */
    private String program(String name) {
        if (!name.startsWith("./")) return name;
        Path beside = file.resolveSibling(name.substring(2)).toAbsolutePath().normalize();
        if (!Files.isExecutable(beside)) run.fault("command", "there is no program " + Quote.of(name) + " beside this file, or it may not be executed");
        return beside.toString();
    }

    private Optional<Part> part(JsonNode node) {
        if (node.isObject()) return given(node);
        if (node.isArray()) return part(texts(node), null, Set.of());
        return part(List.of(node), null, Set.of());
    }

    private Optional<Part> given(JsonNode node) {
        for (String key : node.propertyNames()) if (!Set.of("when", "is", "give").contains(key)) run.fault("command", Quote.of(key) + " means nothing here; known are when, is and give");
        String when = node.path("when").asString("");
        if (!inputs.containsKey(when)) run.fault("command", "“when” names " + Quote.of(when) + ", which is no input");
        var values = new LinkedHashSet<String>();
        for (JsonNode v : texts(node.path("is"))) values.add(v.asString());
        return part(texts(node.path("give")), when, values);
    }

    private static List<JsonNode> texts(JsonNode node) {
        return node.isArray() ? node.valueStream().toList() : node.isMissingNode() ? List.of() : List.of(node);
    }

    private Optional<Part> part(List<JsonNode> arguments, String when, Set<String> values) {
        var templates = new ArrayList<Template>();
        for (JsonNode argument : arguments) {
            if (!argument.isValueNode() || argument.isNull()) run.fault("command", "an argument wants a text; here stands " + Quote.of(argument.toString()));
            else template("command", argument.asString()).ifPresent(templates::add);
        }
        if (templates.isEmpty()) return Optional.empty();
        var part = new Part(templates, when, values);
        if (part.inputs().stream().filter(id -> inputs.get(id).several()).count() > 1) run.fault("command", "two inputs with several values in one argument or group: how they go together cannot be told");
        return Optional.of(part);
    }

    private Optional<Template> template(String key, String text) {
        try {
            Template template = Template.parse(text);
            for (String id : template.inputs()) {
                if (!inputs.containsKey(id)) run.fault(key, "“{" + id + "}” names no input");
                else if (template.names(id) && !inputs.get(id).isFile()) run.fault(key, "“{" + id + ".name}” is for a file, which “" + id + "” is not");
            }
            return inputs.keySet().containsAll(template.inputs()) ? Optional.of(template) : Optional.empty();
        } catch (IllegalArgumentException e) {
            run.fault(key, e.getMessage());
            return Optional.empty();
        }
    }

    private Map<String, Template> environment() {
        var out = new LinkedHashMap<String, Template>();
        Section section = run.section("environment");
        for (String name : section.keys()) {
            if (!NAME.matcher(name).matches() || name.startsWith("MAYFLY_")) section.fault(name, Quote.of(name) + " is no name of an environment entry that may be set; write letters, digits and “_”");
            String text = section.text(name);
            if (text != null) template("environment", text).ifPresent(t -> out.put(name, t));
        }
        return out;
    }

    private List<String> progress() {
        List<String> patterns = run.texts("progress");
        for (String pattern : patterns) {
            try {
                Pattern.compile(pattern);
                if (!pattern.matches(".*\\(\\?<(percent|current|total|message)>.*")) {
                    run.fault("progress", Quote.of(pattern) + " has no group that says what it found; write (?<percent>…), (?<current>…), (?<total>…) or (?<message>…)");
                }
            } catch (PatternSyntaxException e) {
                run.fault("progress", Quote.of(pattern) + " is no regular expression: " + e.getDescription());
            }
        }
        return patterns;
    }

    private Map<Integer, Exit> exits() {
        var out = new LinkedHashMap<Integer, Exit>();
        run.sections("exits").forEach((code, section) -> {
            section.only("kind", "message", "advice");
            if (!code.matches("\\d{1,3}") || Integer.parseInt(code) < 1 || Integer.parseInt(code) > 255) {
                section.fault(Quote.of(code) + " is no exit code of a failure; write a number from 1 to 255");
                return;
            }
            String kind = section.text("kind", "computation").toUpperCase(Locale.ROOT);
            var known = KINDS.stream().filter(k -> k.name().equals(kind)).findFirst();
            if (known.isEmpty()) section.fault("kind", Quote.of(kind) + " is no kind of failure that a program can have; write input, computation, memory or timeout");
            String message = section.need("message");
            String advice = section.text("advice", "");
            out.put(Integer.valueOf(code), new Exit(known.orElse(FailureKind.COMPUTATION), advice.isEmpty() ? message : message + " " + advice));
        });
        return out;
    }

    private List<String> dashes() {
        for (String id : run.texts("dashes")) if (!inputs.containsKey(id)) run.fault("dashes", Quote.of(id) + " is no input");
        return run.texts("dashes");
    }

    private Map<String, Source> outputs(Map<String, Section> outputs) {
        var out = new LinkedHashMap<String, Source>();
        outputs.forEach((id, section) -> {
            boolean stdout = "true".equals(section.value("stdout") == null ? "" : section.value("stdout").asString());
            String file = section.text("file");
            boolean required = section.value("required") == null || section.value("required").asBoolean(true);
            if (stdout && file != null) section.fault("“file” and “stdout” exclude each other");
            if (file != null && (!FILE.matcher(file).matches() || file.contains(".."))) section.fault("file", Quote.of(file) + " is no path in the job's folder; write names of letters, digits, “.”, “_” and “-”, with “*” for any characters");
            if (stdout) out.put(id, new Source(null, required));
            else if (file != null) out.put(id, new Source(file, required));
        });
        if (out.values().stream().filter(s -> s.file() == null).count() > 1) run.fault("command", "two outputs come from the standard output");
        return out;
    }
}
