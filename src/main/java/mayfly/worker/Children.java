package mayfly.worker;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Processes that a computation started: those that descend from this one, among them orphans where this process was made their reaper, and all of the attempt's control
 * group where there is one.
 */
public final class Children {
    private static final Path THREADS = Path.of("/proc/self/task");
    private static final int ROUNDS = 200;
    private static final long PAUSE = 10_000_000;
    private static final Set<Long> ENDED = new HashSet<>();

    private Children() { }

    /**
     * Ends them, without grace: the outcome is known and nobody waits for them. Looks again until none is left, two seconds at most, because one that is being killed may
     * just have started another. The node looks once more, also for those that only it can find.
     */
    public static void kill() {
        for (int i = 0; i < ROUNDS; i++) {
            Set<Long> there = living();
            if (there.isEmpty()) return;
            for (long pid : there) kill(pid);
            // Parking would return at once in a thread that was interrupted.
            Thread.interrupted();
            LockSupport.parkNanos(PAUSE);
        }
    }

    private static void kill(long pid) {
        synchronized (ENDED) {
            ENDED.add(pid);
        }
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** How many have been ended so far. */
    static int ended() {
        synchronized (ENDED) {
            return ENDED.size();
        }
    }

    /** Pids of those that descend from this process, the dead among them whom nobody has buried: what these have used is known as long. */
    static Set<Long> descendants() {
        Set<Long> out = new HashSet<>();
        if (mayExist()) ProcessHandle.current().descendants().forEach(p -> out.add(p.pid()));
        return out;
    }

    /** Pids of those that live now. */
    static Set<Long> living() {
        Set<Long> out = descendants();
        out.removeIf(Children::isDead);
        // The dead are not listed in a group; and one that has gone since it was listed may have left another in its place, so that it counts until a list lacks it.
        String members = OwnGroup.members();
        for (int from = 0, to = members.indexOf('\n'); to > 0; from = to + 1, to = members.indexOf('\n', from)) out.add(Long.parseLong(members.substring(from, to)));
        out.remove(OwnProcess.pid());
        return out;
    }

    private static boolean isDead(long pid) {
        ProcStat stat = ProcStat.of(pid);
        return stat == null ? !ProcessHandle.of(pid).isPresent() : stat.isDead();
    }

    /** The kernel lists the children of each thread; to ask it first saves a look at every process of the machine at every job's end. */
    private static boolean mayExist() {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) if (hasChildren(thread)) return true;
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean hasChildren(Path thread) throws IOException {
        Path children = thread.resolve("children");
        if (Files.exists(children)) return Files.readAllBytes(children).length > 0;
        // A thread that has just ended, or a kernel without this list.
        return Files.exists(thread);
    }
}
