package mayfly.crash;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run has shown. */
final class Report {
    private final long seed;
    private final Path folder;
    private final Evidence evidence;
    private final Map<String, Integer> faults;
    private final List<Part> parts;
    private final Map<String, List<String>> breaches;

    Report(long seed, Path folder, Evidence evidence, Map<String, Integer> faults, List<Part> parts, Map<String, List<String>> breaches) {
        this.seed = seed;
        this.folder = folder;
        this.evidence = evidence;
        this.faults = faults;
        this.parts = parts;
        this.breaches = breaches;
    }

    boolean isClean() {
        return breaches.values().stream().allMatch(List::isEmpty);
    }

    int jobs() {
        return evidence.sent().size();
    }

    int faults() {
        return faults.values().stream().mapToInt(Integer::intValue).sum();
    }

    Path folder() {
        return folder;
    }

    /** For people. */
    String text() {
        var out = new StringBuilder("Seed " + seed + ": " + jobs() + " jobs, " + faults() + " faults, " + (isClean() ? "all survived" : "PROMISES BROKEN") + "\n");
        out.append("  ended: ").append(counted()).append('\n');
        out.append("  struck: ").append(faults).append('\n');
        out.append("  starts: ");
        for (Part part : parts) out.append(part.name()).append(' ').append(part.starts()).append("  ");
        out.append('\n');
        breaches.forEach((promise, lines) -> {
            out.append(lines.isEmpty() ? "  kept:   " : "  BROKEN: ").append(promise).append('\n');
            for (String line : lines) out.append("      ").append(line).append('\n');
        });
        if (!isClean()) out.append("  evidence: ").append(folder).append('\n');
        return out.toString();
    }

    /** How many jobs ended how, and how many attempts that took. */
    private Map<String, Integer> counted() {
        var out = new TreeMap<String, Integer>();
        evidence.redis().jobs().values().forEach(job -> {
            String kind = job.get("state").equals("FAILED") ? " " + job.get("kind") : "";
            out.merge(job.get("state") + kind, 1, Integer::sum);
            out.merge("attempts", Integer.valueOf(job.get("attempt")), Integer::sum);
        });
        return out;
    }
}
