package mayfly.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By what means the processes of an attempt are held together: the best that this host offers. Where there are control groups nothing can leave. Else the worker is made the
 * reaper of its tree: an orphan becomes its child, so that all are found by descent while it lives, and whoever was seen once is known after its death. Else only the latter.
 */
public final class Confinement implements AutoCloseable {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private final Groups groups;
    private final Reaper reaper;

    private Confinement(Groups groups, Reaper reaper) {
        this.groups = groups;
        this.reaper = reaper;
    }

    /** @param setting {@code auto}, {@code off}, or the folder of a control group below which Mayfly may make its own */
    public static Confinement find(String setting) {
        Stream<Path> bases = setting.equals("off") ? Stream.of() : setting.equals("auto") ? CgroupMounts.ofThisProcess().stream() : Stream.of(Path.of(setting));
        Groups groups = bases.map(Groups::below).flatMap(Optional::stream).findFirst().orElse(null);
        return new Confinement(groups, groups == null ? Reaper.find() : null);
    }

    /** Without any help of the host's. */
    public static Confinement none() {
        return new Confinement(null, null);
    }

    /** Whether nothing can leave, so that nobody need be remembered. */
    public boolean isTight() {
        return groups != null;
    }

    /** In words, for operators. */
    public String words() {
        if (groups != null) return "a control group for each attempt, in " + groups.folder();
        if (reaper != null) return "each worker is the reaper of its tree; no control group can be written";
        return "by session, descent and environment; no control group can be written";
    }

    /** What stands before the command of a worker, so that it leads a session of its own. */
    List<String> prelude() {
        if (reaper != null) return reaper.prelude();
        return Files.isExecutable(SETSID) ? List.of(SETSID.toString()) : List.of();
    }

    /** What the prelude needs in the environment; the worker does not see it. */
    Map<String, String> environment() {
        return reaper == null ? Map.of() : Reaper.ENVIRONMENT;
    }

    /** Folder of the group of that cookie; empty where there are none. */
    String group(String cookie) {
        return groups == null ? "" : groups.path(cookie).toString();
    }

    /** That process has just been started and carries that cookie. */
    void started(String cookie, long pid) {
        if (groups != null) groups.join(cookie, pid);
    }

    /** Kills at one stroke whatever is in the groups of these cookies, where there are groups. */
    public void kill(Set<String> cookies) {
        if (groups != null) cookies.forEach(groups::kill);
    }

    /** What is in the groups of these cookies now: a look that takes no time in which one could start another and go. */
    public Set<ProcessTable.Id> members(Set<String> cookies) {
        return groups == null ? Set.of() : cookies.stream().flatMap(c -> groups.members(c).stream()).collect(Collectors.toSet());
    }

    /** Whether the kernel says that nothing lives in the groups of these cookies; true where there are none. */
    public boolean isEmpty(Set<String> cookies) {
        return groups == null || cookies.stream().allMatch(groups::isEmpty);
    }

    /** Nothing is left of who carried these cookies. */
    public void over(Set<String> cookies) {
        if (groups != null) cookies.forEach(groups::remove);
    }

    /** Names of the groups that there are now. */
    public List<String> groups() {
        return groups == null ? List.of() : groups.names();
    }

    void sweep() {
        if (groups != null) groups.sweep();
    }

    @Override
    public void close() {
        if (groups != null) groups.close();
    }
}
