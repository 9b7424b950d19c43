package mayfly.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One look at the processes of this machine, and which of them belong to an attempt. A process belongs when it carries the attempt's cookie in the environment that it
 * was started with, or is in a session led by one that does, or descends from one that belongs. So a child that called setsid, or whose parent has died, is found by the
 * cookie; one that dropped its environment by its session or parent. Zombies are dead and not listed. Where there is no /proc (macOS) only descendants are found.
 */
public final class ProcessTable {
    /** Name of the cookie in a worker's environment; its value is "job/attempt", or a name of its own where it was started before its job. */
    public static final String COOKIE = "MAYFLY_ATTEMPT";
    private static final Path PROC = Path.of("/proc");

    /** @param cookie empty where there is none */
    private record Entry(long pid, long parent, long session, String cookie) { }

    private final List<Entry> entries;

    private ProcessTable(List<Entry> entries) {
        this.entries = entries;
    }

    /** Looks now. */
    public static ProcessTable read() {
        if (!Files.isReadable(PROC.resolve("self/stat"))) return new ProcessTable(fromJdk());
        var out = new ArrayList<Entry>();
        try (DirectoryStream<Path> dirs = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path dir : dirs) {
                Entry entry = entry(dir);
                if (entry != null) out.add(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ProcessTable(out);
    }

    private static List<Entry> fromJdk() {
        return ProcessHandle.allProcesses().map(p -> new Entry(p.pid(), p.parent().map(ProcessHandle::pid).orElse(0L), 0, "")).collect(Collectors.toList());
    }

    /** Null when it ended while we looked, or is a zombie. */
    private static Entry entry(Path dir) {
        try {
            String stat = Files.readString(dir.resolve("stat"), StandardCharsets.ISO_8859_1);
            // The name of the program stands in brackets and may contain anything, brackets too.
            String[] f = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            if (f[0].equals("Z") || f[0].equals("X")) return null;
            return new Entry(Long.parseLong(dir.getFileName().toString()), Long.parseLong(f[1]), Long.parseLong(f[3]), cookie(dir));
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static String cookie(Path dir) {
        try {
            String environ = "\0" + new String(Files.readAllBytes(dir.resolve("environ")), StandardCharsets.ISO_8859_1);
            int at = environ.indexOf("\0" + COOKIE + "=");
            if (at < 0) return "";
            int from = at + COOKIE.length() + 2;
            int to = environ.indexOf('\0', from);
            return environ.substring(from, to < 0 ? environ.length() : to);
        } catch (IOException e) {
            // Another user's process: none of ours.
            return "";
        }
    }

    /**
     * The processes of an attempt that are there.
     *
     * @param cookies that they may carry
     * @param worker pid of the attempt's worker when it is surely still that process; 0 otherwise
     */
    public Set<Long> of(Set<String> cookies, long worker) {
        var found = new HashSet<Long>();
        var sessions = new HashSet<Long>();
        for (Entry e : entries) {
            if (!cookies.contains(e.cookie) && e.pid != worker) continue;
            found.add(e.pid);
            if (e.session == e.pid) sessions.add(e.session);
        }
        if (worker != 0) sessions.add(worker);
        for (Entry e : entries) if (sessions.contains(e.session)) found.add(e.pid);
        addDescendants(found);
        found.remove(ProcessHandle.current().pid());
        return found;
    }

    private void addDescendants(Set<Long> found) {
        Map<Long, List<Entry>> children = entries.stream().collect(Collectors.groupingBy(Entry::parent));
        var open = new ArrayList<>(found);
        while (!open.isEmpty()) {
            for (Entry child : children.getOrDefault(open.remove(open.size() - 1), List.of())) {
                if (found.add(child.pid)) open.add(child.pid);
            }
        }
    }
}
