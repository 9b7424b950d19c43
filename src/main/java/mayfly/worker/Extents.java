package mayfly.worker;

import java.io.File;
import java.nio.file.Files;
import java.util.Set;
import mayfly.job.Failure;
import mayfly.job.FailureKind;
import mayfly.job.Limits;
import mayfly.job.OnLog;
import mayfly.job.RunFolder;

/** What an attempt takes up besides time, against its limits: memory of the whole tree, log, outputs. Safe for several threads. */
final class Extents {
    private final RunFolder folder;
    private final Limits limits;
    private final LogCut cut;

    Extents(Order order) {
        this.folder = order.folder();
        this.limits = order.limits();
        this.cut = new LogCut(folder.stdout().toFile(), folder.stderr().toFile(), limits.log());
    }

    /** While it runs, about once a second. @return what went beyond its limit, with the measure; null when nothing did */
    synchronized Failure look() {
        Failure memory = memory();
        return memory != null ? memory : atTheEnd();
    }

    /** What counts when the computation has returned, too: the same for every run, however short. @return as {@link #look} */
    synchronized Failure atTheEnd() {
        if (limits.log() > 0 && limits.onLog() == OnLog.TRUNCATE) cut.apply();
        long log = folder.stdout().toFile().length() + folder.stderr().toFile().length();
        if (limits.log() > 0 && limits.onLog() == OnLog.HALT && log > limits.log()) return beyond("Its log (stdout and stderr)", log, limits.log());
        long output = limits.output() > 0 ? size(folder.outputs().toFile()) + size(folder.work().resolve(folder.outputs().getFileName()).toFile()) : 0;
        return limits.output() > 0 && output > limits.output() ? beyond("Its outputs", output, limits.output()) : null;
    }

    /** A worker without children is held by its heap limit alone; its own memory is known anyway. */
    private Failure memory() {
        Set<Long> children = Children.living();
        if (children.isEmpty()) return null;
        long used = Usage.resident(children);
        if (limits.tree() == 0 || used <= limits.tree()) return null;
        return new Failure(FailureKind.MEMORY, "It and its children needed more memory than they are allowed together: " + Words.measure(used, limits.tree()) + " used by " + (children.size() + 1)
                + " processes, " + Words.bytes(limits.tree()) + " allowed.");
    }

    private static Failure beyond(String what, long measured, long allowed) {
        return new Failure(FailureKind.COMPUTATION, what + " grew beyond the limit: " + Words.measure(measured, allowed) + " written, " + Words.bytes(allowed) + " allowed.");
    }

    /** Bytes of all files below a folder; links are not followed. 0 where there is none. */
    private static long size(File folder) {
        File[] files = folder.listFiles();
        if (files == null) return 0;
        long sum = 0;
        for (File file : files) {
            if (Files.isSymbolicLink(file.toPath())) continue;
            sum += file.isDirectory() ? size(file) : file.length();
        }
        return sum;
    }
}
