package mayfly.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * All process descriptions of a deployment, with their compiled checks. A faulty file is refused with every fault and its line;
 * the others still load. Immutable; safe for many threads.
 */
public final class Catalog {
    private static final Comparator<ProcessDescription> BY_TITLE = Comparator
            .comparing(ProcessDescription::title, String.CASE_INSENSITIVE_ORDER).thenComparing(ProcessDescription::id);

    private final Map<String, ProcessDescription> byId;
    private final Map<String, InputCheck> checks = new LinkedHashMap<>();
    private final List<Rejected> rejected;

    /**
     * One fault of a file that was refused. A file may have several.
     *
     * @param line   from 1; 0 = the file as a whole
     * @param reason in words
     */
    public record Rejected(Path file, int line, String reason) {
        /** As compilers write it: {@code FILE:LINE: REASON}. */
        @Override
        public String toString() {
            return file + (line == 0 ? ": " : ":" + line + ": ") + reason;
        }
    }

    private Catalog(Map<String, ProcessDescription> byId, List<Rejected> rejected) {
        this.byId = byId;
        this.rejected = List.copyOf(rejected);
        byId.forEach((id, process) -> checks.put(id, InputCheck.of(process)));
    }

    /**
     * Reads {@code *.yaml} and {@code *.yml} of each folder, sorted by name. An id that a file before it has taken is refused;
     * so is a folder that is not there.
     */
    public static Catalog load(List<Path> folders) {
        Map<String, ProcessDescription> byId = new LinkedHashMap<>();
        List<Rejected> rejected = new ArrayList<>();
        for (Path folder : folders) {
            for (Path file : files(folder, rejected)) {
                DescriptionReader.Outcome outcome = DescriptionReader.read(file);
                rejected.addAll(outcome.rejected());
                if (!outcome.rejected().isEmpty()) continue;
                ProcessDescription first = byId.putIfAbsent(outcome.process().id(), outcome.process());
                if (first != null) rejected.add(new Rejected(file, outcome.line(), "the id “" + first.id() + "” is taken by " + first.source()));
            }
        }
        return new Catalog(byId, rejected);
    }

    public Optional<ProcessDescription> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** By title. */
    public List<ProcessDescription> all() {
        return byId.values().stream().sorted(BY_TITLE).toList();
    }

    /** In the order in which the files were read; empty when all is well. */
    public List<Rejected> rejected() {
        return rejected;
    }

    /** Checks inputs as {@link InputCheck} does, with schemas compiled once. */
    public Checked check(ProcessDescription process, ObjectNode inputs) {
        boolean mine = byId.get(process.id()) == process;
        Checked checked = (mine ? checks.get(process.id()) : InputCheck.of(process)).check(inputs);
        return checked.faults().isEmpty() ? new Checked(checked.inputs(), CommandCheck.faults(process, checked.inputs())) : checked;
    }

    private static List<Path> files(Path folder, List<Rejected> rejected) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.getFileName().toString().matches("[^.].*\\.ya?ml")).sorted().toList();
        } catch (IOException e) {
            rejected.add(new Rejected(folder, 0, Files.isDirectory(folder) ? "the folder cannot be read: " + e : "there is no such folder"));
            return List.of();
        }
    }
}
