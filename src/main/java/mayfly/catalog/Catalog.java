package mayfly.catalog;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * @param kept   whether what the file said before, without a fault, is offered still
     */
    public record Rejected(Path file, int line, String reason, boolean kept) {
        public Rejected(Path file, int line, String reason) {
            this(file, line, reason, false);
        }

        Rejected butKept() {
            return new Rejected(file, line, reason, true);
        }

        /** As compilers write it: {@code FILE:LINE: REASON}. */
        @Override
        public String toString() {
            return file + (line == 0 ? ": " : ":" + line + ": ") + reason;
        }
    }

    /** @param before whose compiled checks are taken over */
    private Catalog(Map<String, ProcessDescription> byId, List<Rejected> rejected, Catalog before) {
        this.byId = byId;
        this.rejected = List.copyOf(rejected);
        byId.forEach((id, process) -> checks.put(id, before != null && before.byId.get(id) == process ? before.checks.get(id) : InputCheck.of(process)));
    }

    /**
     * Reads {@code *.yaml} and {@code *.yml} of each folder, sorted by name. An id that a file before it has taken is refused;
     * so is a folder that is not there.
     */
    public static Catalog load(List<Path> folders) {
        return new DescriptionFiles().look(folders, Instant.MAX);
    }

    /**
     * Of what was read from each file, in that order. Where a file has a fault now, what it said before goes on.
     *
     * @param faults of folders
     * @param before the catalog until now; null = none
     */
    static Catalog of(Map<Path, DescriptionReader.Outcome> files, List<Rejected> faults, Catalog before) {
        Map<String, ProcessDescription> byId = new LinkedHashMap<>();
        List<Rejected> rejected = new ArrayList<>(faults);
        files.forEach((file, outcome) -> {
            List<Rejected> wrong = outcome.rejected();
            ProcessDescription first = wrong.isEmpty() ? byId.putIfAbsent(outcome.process().id(), outcome.process()) : null;
            if (first != null) wrong = List.of(new Rejected(file, outcome.line(), "the id “" + first.id() + "” is taken by " + first.source()));
            if (wrong.isEmpty()) return;
            ProcessDescription last = before == null ? null : before.byId.values().stream().filter(p -> p.source().equals(file)).findFirst().orElse(null);
            boolean kept = last != null && byId.putIfAbsent(last.id(), last) == null;
            for (Rejected r : wrong) rejected.add(kept ? r.butKept() : r);
        });
        return new Catalog(byId, rejected, before);
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
}
