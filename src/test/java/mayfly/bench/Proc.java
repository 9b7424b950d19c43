package mayfly.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes as Linux' /proc tells of them; NaN where it does not, or not any more. CPU is told in ticks of 10 ms. */
final class Proc {
    private static final double TICK_MILLIS = 10;

    private Proc() { }

    /** CPU of a process so far, in ms. */
    static double cpu(long pid) {
        return ticks(pid, 11);
    }

    /** CPU of those children of a process that have ended, in ms. */
    static double childrenCpu(long pid) {
        return ticks(pid, 13);
    }

    /** CPU of a process and of all below it, those that have ended included as far as somebody waited for them, in ms. */
    static double treeCpu(long pid) {
        var all = new ArrayList<>(List.of(pid));
        ProcessHandle.of(pid).ifPresent(p -> p.descendants().forEach(d -> all.add(d.pid())));
        return all.stream().mapToDouble(p -> cpu(p) + childrenCpu(p)).filter(ms -> !Double.isNaN(ms)).sum();
    }

    /** @param at number of the user time's field, counted from the one after the name; the system time follows it */
    private static double ticks(long pid, int at) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[at]) + Long.parseLong(fields[at + 1])) * TICK_MILLIS;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** The most memory that a process has had resident so far, in MiB. */
    static double peak(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmHWM:")) return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
            return Double.NaN;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** Memory that a process has resident, in MiB: pages that it shares count in full ("Rss"), or in the part that falls to it ("Pss"). */
    static double memory(long pid, String kind) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
                if (line.startsWith(kind + ":")) return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
            return Double.NaN;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** The arguments of a process; empty when it is gone, or a zombie. */
    static List<String> command(long pid) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/cmdline"));
            return line.isEmpty() ? List.of() : List.of(line.split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }
}
