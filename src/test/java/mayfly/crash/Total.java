package mayfly.crash;

import java.util.ArrayList;
import java.util.List;

/** All runs together. */
final class Total {
    private final List<Report> reports = new ArrayList<>();

    void add(Report report) {
        reports.add(report);
    }

    long jobs() {
        return reports.stream().mapToLong(Report::jobs).sum();
    }

    boolean isClean() {
        return reports.stream().allMatch(Report::isClean);
    }

    String text() {
        long faults = reports.stream().mapToLong(Report::faults).sum();
        List<Report> broken = reports.stream().filter(r -> !r.isClean()).toList();
        String head = reports.size() + " runs, " + jobs() + " jobs, " + faults + " faults: ";
        if (broken.isEmpty()) return head + "every promise was kept";
        return head + "promises were broken in " + broken.size() + " runs; evidence: " + broken.stream().map(r -> r.folder().toString()).toList();
    }
}
