package mayfly.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The control group (cgroup v2) of this attempt, where the host offers one: whatever a process of the group starts is in it too, and stays there whatever it does to its session,
 * its parent or its environment. The launcher puts this process into it while the JVM starts, because that takes the kernel some ten milliseconds; here it is made sure.
 */
final class OwnGroup {
    private static Path folder;
    private static long before;

    private OwnGroup() { }

    /** Before the computation begins. @param group folder of the group; empty = the host offers none */
    static void join(String group) {
        if (group.isEmpty()) return;
        Path path = Path.of(group);
        try {
            if (!isIn(path)) enter(path);
            folder = path;
            before = usage();
        } catch (IOException e) {
            System.err.println("Mayfly: cannot enter the control group of this attempt, its children are found by other means: " + e);
        }
    }

    /** By its name, which no other group has. */
    private static boolean isIn(Path group) {
        return OwnProcess.text(Path.of("/proc/self/cgroup")).contains("/" + group.getFileName() + "\n");
    }

    private static void enter(Path group) throws IOException {
        try {
            write(group);
        } catch (IOException e) {
            // An empty group may have been tidied away between the two steps.
            write(group);
        }
    }

    private static void write(Path group) throws IOException {
        if (!Files.isDirectory(group)) Files.createDirectory(group);
        Files.write(group.resolve("cgroup.procs"), new byte[] {'0', '\n'});
    }

    /** Pids of all that is in it, one a line; empty where there is none. */
    static String members() {
        return folder == null ? "" : OwnProcess.text(folder.resolve("cgroup.procs"));
    }

    /** Processor time in ms of all that ever was in it, since {@link #join}; -1 where there is none. Told by every kernel, whichever controllers are on. */
    static long cpu() {
        return folder == null ? -1 : usage() - before;
    }

    private static long usage() {
        return OwnProcess.number(OwnProcess.text(folder.resolve("cpu.stat")), "usage_usec ") / 1000;
    }
}
