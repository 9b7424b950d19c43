package mayfly.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import mayfly.catalog.ProcessDescription.Group;
import mayfly.catalog.ProcessDescription.Input;
import mayfly.catalog.ProcessDescription.Output;
import mayfly.catalog.ProcessDescription.Run;
import mayfly.catalog.ProcessDescription.Sample;
import mayfly.job.Amount;

/**
 * Reads one description file. Defaults: {@code version} 1; {@code submit} "Start"; {@code limits} as in {@link LimitsReader};
 * {@code retry} as in {@link RetryReader}; {@code modes} async; {@code keep} the deployment's retention; an input's title is its id, as is an output's.
 */
final class DescriptionReader {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final Pattern OUTPUT = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final Pattern CLASS = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

    private final FileFaults faults;
    private final Section top;

    private DescriptionReader(FileFaults faults) {
        this.faults = faults;
        this.top = Section.top(faults);
    }

    /** A description with the line of its id, or what is wrong with it. */
    record Outcome(ProcessDescription process, int line, List<Catalog.Rejected> rejected) { }

    static Outcome read(Path file) {
        try {
            return read(file, YamlTree.text(file));
        } catch (YamlTree.Unreadable e) {
            return new Outcome(null, e.line, List.of(new Catalog.Rejected(file, e.line, e.getMessage())));
        }
    }

    /** @param file where the text stands or stood: what lies beside it is looked for there */
    static Outcome read(Path file, String text) {
        try {
            FileFaults faults = new FileFaults(file, YamlTree.read(text));
            ProcessDescription process = new DescriptionReader(faults).process(Written.of(file, text));
            if (faults.none()) SampleCheck.check(process, faults);
            return new Outcome(process, faults.tree().line("/id"), faults.sorted());
        } catch (YamlTree.Unreadable e) {
            return new Outcome(null, e.line, List.of(new Catalog.Rejected(file, e.line, e.getMessage())));
        }
    }

    private ProcessDescription process(Written written) {
        top.only("id", "version", "title", "description", "keywords", "inputs", "groups", "outputs", "run", "limits", "retry", "keep", "samples",
                "submit", "label", "template", "modes");
        String id = top.need("id");
        if (id != null && !ID.matcher(id).matches()) {
            top.fault("id", Quote.of(id) + " is no id; write small letters, digits, “-” or “_”, beginning with a letter or digit, 64 at most");
        }
        String title = top.need("title");
        Map<String, Input> inputs = new InputReader(faults).read(top);
        return new ProcessDescription(id, top.text("version", "1"), title, top.text("description", ""), top.texts("keywords"), inputs,
                outputs(), groups(), run(inputs), LimitsReader.read(top.section("limits")), RetryReader.read(top.section("retry")), keep(), samples(), top.text("submit", "Start"),
                label(), template(), modes(), faults.file(), written);
    }

    private Set<String> declared() {
        return top.section("inputs").keys();
    }

    private Map<String, Output> outputs() {
        Map<String, Output> outputs = new LinkedHashMap<>();
        top.sections("outputs").forEach((id, output) -> {
            output.only("title", "description", "schema", "file", "stdout", "required");
            if (!OUTPUT.matcher(id).matches()) output.fault(Quote.of(id) + " is no output id; write a letter, then letters, digits, “_” or “-”, 64 at most");
            if (!output.has("schema")) output.fault("“schema” is missing");
            Section schema = output.section("schema");
            SchemaRules.check(schema);
            outputs.put(id, new Output(output.text("title", id), output.text("description", ""), output.value("schema")));
        });
        return Collections.unmodifiableMap(outputs);
    }

    private List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        for (Section group : top.list("groups")) {
            group.only("title", "description", "inputs");
            for (String id : group.texts("inputs")) {
                if (!declared().contains(id)) group.fault("inputs", "the group names " + Quote.of(id) + ", which is no input");
                if (!placed.add(id)) group.fault("inputs", Quote.of(id) + " stands in two groups");
            }
            groups.add(new Group(group.text("title", ""), group.text("description", ""), group.texts("inputs")));
        }
        List<String> left = declared().stream().filter(id -> !placed.contains(id)).toList();
        if (!groups.isEmpty() && !left.isEmpty()) top.fault("groups", "no group has " + Quote.series(left.stream().map(Quote::of).toList(), "and"));
        return List.copyOf(groups);
    }

    private Run run(Map<String, Input> inputs) {
        if (!top.has("run")) top.fault("“run” is missing");
        Section run = top.section("run").only("java", "flags", "unit", "standby", "command", "environment", "progress", "exits", "dashes", "requires", "sandbox");
        boolean program = run.has("command");
        if (program && run.has("java")) run.fault("java", "“java” and “command” exclude each other");
        String java = top.has("run") && !program ? run.need("java") : null;
        Command command = CommandReader.read(run, faults.file(), inputs, top.sections("outputs"));
        Sandbox sandbox = SandboxReader.read(run, faults.file());
        if (!program) SandboxReader.checkJava(run);
        if (java != null && !CLASS.matcher(java).matches()) run.fault("java", Quote.of(java) + " is no name of a Java class");
        for (String flag : run.texts("flags")) {
            if (!flag.startsWith("-")) run.fault("flags", Quote.of(flag) + " is no JVM flag; flags begin with “-”");
            if (flag.startsWith("-Xmx")) run.fault("flags", "set the heap by “limits: memory”, not by " + Quote.of(flag));
        }
        return new Run(java, run.texts("flags"), run.text("unit", ""), run.parsed("standby", 0, DescriptionReader::standby), command, RequirementReader.read(run, command), sandbox);
    }

    private static int standby(String text) {
        if (text.matches("\\d{1,3}") && Integer.parseInt(text) <= 100) return Integer.parseInt(text);
        throw new IllegalArgumentException(Quote.of(text) + " is no whole number from 0 to 100");
    }

    private Duration keep() {
        Duration keep = top.parsed("keep", null, Amount::duration);
        if (keep != null && keep.isZero()) top.fault("keep", "“keep” is zero: nobody could see the results");
        return keep;
    }

    private List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Section sample : top.list("samples")) {
            sample.only("id", "title", "inputs", "files");
            String id = sample.need("id");
            if (id != null && !ID.matcher(id).matches()) sample.fault("id", Quote.of(id) + " is no id; write small letters, digits, “-” or “_”");
            if (!ids.add(id)) sample.fault("id", "two samples are called " + Quote.of(String.valueOf(id)));
            samples.add(new Sample(id, sample.text("title", id), SampleCheck.values(sample), SampleCheck.files(sample, faults.file())));
        }
        return List.copyOf(samples);
    }

    private Set<Mode> modes() {
        Set<Mode> modes = EnumSet.noneOf(Mode.class);
        for (String word : top.texts("modes")) {
            switch (word) {
                case "async" -> modes.add(Mode.ASYNC);
                case "sync" -> modes.add(Mode.SYNC);
                default -> top.fault("modes", Quote.of(word) + " is no mode; write [async], [sync] or [async, sync]");
            }
        }
        return Collections.unmodifiableSet(modes.isEmpty() ? EnumSet.of(Mode.ASYNC) : modes);
    }

    private String label() {
        String label = top.text("label");
        if (label != null && !declared().contains(label)) top.fault("label", "“label” names " + Quote.of(label) + ", which is no input");
        return label;
    }

    private Path template() {
        String name = top.text("template");
        if (name == null) return null;
        if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
            top.fault("template", Quote.of(name) + " is no name of a file beside this one");
            return null;
        }
        Path template = faults.file().resolveSibling(name);
        if (!Files.isReadable(template)) top.fault("template", "there is no file " + Quote.of(name) + " beside this one");
        return template;
    }
}
