package mayfly.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mayfly.worker.ProcStat;

/**
 * One look at the processes of this machine, and which of them belong to an attempt. A process belongs when it is in the attempt's control group, or carries the attempt's cookie
 * in the environment that it was started with, or is in a session led by one that does, or was known to belong at an earlier look, or descends from one that belongs. So a child
 * that called setsid, or whose parent has died, is found by the cookie; one that dropped its environment by its session or parent; one that did all of this by its group, or
 * because it was seen before. Zombies are dead and not listed. Where there is no /proc (macOS) only descendants are found.
 */
public final class ProcessTable {
    /** Name of the cookie in a worker's environment; its value is "job/attempt", or a name of its own where it was started before its job. */
    public static final String COOKIE = "MAYFLY_ATTEMPT";
    private static final Path PROC = Path.of("/proc");

    /** Every process of this name in an attempt's list is that one, and no other that was given the same pid later. @param start in units of its own, to be compared only */
    public record Id(long pid, long start) { }

    /**
     * @param cookie empty where there is none
     * @param groups see {@link Groups#around}
     */
    private record Entry(Id id, long parent, long session, String cookie, String groups) {
        long pid() {
            return id.pid;
        }

        boolean isIn(String group) {
            return groups.contains("/" + group + "/");
        }
    }

    private final List<Entry> entries;

    private ProcessTable(List<Entry> entries) {
        this.entries = entries;
    }

    /** Looks now. */
    public static ProcessTable read() {
        if (!isLinux()) return new ProcessTable(fromJdk());
        var out = new ArrayList<Entry>();
        try (DirectoryStream<Path> dirs = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path dir : dirs) {
                ProcStat stat = ProcStat.read(dir);
                if (stat != null && !stat.isDead()) out.add(new Entry(new Id(stat.pid(), stat.start()), stat.parent(), stat.session(), cookie(dir), Groups.around(dir)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ProcessTable(out);
    }

    private static boolean isLinux() {
        return Files.isReadable(PROC.resolve("self/stat"));
    }

    private static List<Entry> fromJdk() {
        return ProcessHandle.allProcesses().map(p -> new Entry(id(p), p.parent().map(ProcessHandle::pid).orElse(0L), 0, "", "")).collect(Collectors.toList());
    }

    private static Id id(ProcessHandle p) {
        return new Id(p.pid(), p.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
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
        return of(cookies, worker, 0, Set.of()).stream().map(Id::pid).collect(Collectors.toSet());
    }

    /**
     * @param session that the worker led and that nobody else can have been given since, because it has only just ended; 0 otherwise
     * @param known   processes that belonged to the attempt at earlier looks, whatever has become of them
     */
    public Set<Id> of(Set<String> cookies, long worker, long session, Collection<Id> known) {
        Set<String> groups = cookies.stream().map(Groups::name).collect(Collectors.toSet());
        var found = new HashSet<Entry>();
        var sessions = new HashSet<Long>();
        for (Entry e : entries) {
            if (!cookies.contains(e.cookie) && groups.stream().noneMatch(e::isIn) && e.pid() != worker && !known.contains(e.id)) continue;
            found.add(e);
            // Of a session that began outside the others are none of ours.
            if (e.session == e.pid()) sessions.add(e.session);
        }
        if (worker != 0) sessions.add(worker);
        // A pid is not given out again while a session has its name: one with another leader is another session.
        if (entries.stream().noneMatch(e -> e.pid() == session)) sessions.add(session);
        sessions.remove(0L);
        for (Entry e : entries) if (sessions.contains(e.session)) found.add(e);
        addDescendants(found);
        return found.stream().filter(e -> e.pid() != ProcessHandle.current().pid()).map(Entry::id).collect(Collectors.toSet());
    }

    private void addDescendants(Set<Entry> found) {
        Map<Long, List<Entry>> children = entries.stream().collect(Collectors.groupingBy(Entry::parent));
        var open = new ArrayList<>(found);
        while (!open.isEmpty()) {
            for (Entry child : children.getOrDefault(open.remove(open.size() - 1).pid(), List.of())) {
                if (found.add(child)) open.add(child);
            }
        }
    }

    /** Asks that very process to end, or ends it; another one that was given its pid in the meantime is left alone. */
    public static void end(Id id, boolean forcibly) {
        ProcessHandle handle = ProcessHandle.of(id.pid).orElse(null);
        // The handle too knows which process it was made for, and looks again before it sends the signal.
        if (handle == null || !isStill(id, handle)) return;
        if (forcibly) handle.destroyForcibly();
        else handle.destroy();
    }

    private static boolean isStill(Id id, ProcessHandle handle) {
        if (!isLinux()) return id(handle).equals(id);
        ProcStat stat = ProcStat.of(id.pid);
        return stat != null && stat.start() == id.start;
    }
}
