package mayfly.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * In what a program is shut in while it runs. What stands here is kept to the letter or the program is not started.
 *
 * @param user      name of another user of the host that it runs as; empty = the server's own, or nobody where the server is root and the sandbox closed
 * @param offline   whether it has no network, not even to this machine itself
 * @param files     what it sees of the host's files
 * @param folders   absolute paths that it may read beside the system's own; for {@link Files#PRIVATE}
 * @param nice      niceness, 0 to 19
 * @param processes processes and threads that it may have at once; 0 = no limit
 * @param openFiles files that each of its processes may have open at once; 0 = no limit
 * @param fileSize  bytes of each file that it writes; 0 = no limit
 * @param cpuTime   processor time of each of its processes, in whole seconds; zero = no limit
 */
public record Sandbox(String user, boolean offline, Files files, List<String> folders, int nice, long processes, long openFiles, long fileSize, Duration cpuTime) {
    public static final Sandbox NONE = new Sandbox("", false, Files.OPEN, List.of(), 0, 0, 0, 0, Duration.ZERO);

    /** From the weakest to the strongest. */
    public enum Files {
        /** Whatever its user may see. */
        OPEN,
        /** The host's files without the right to change any, and nothing of the deployment's home or of passing folders. */
        READONLY,
        /** The system's programs and libraries, the folders that are named, and nothing else. */
        PRIVATE
    }

    public Sandbox {
        folders = List.copyOf(folders);
    }

    /**
     * As a setting says it, in the words of descriptions: "user: nobody, network: none, files: private, folders: /opt/a /opt/b". Empty = none.
     *
     * @throws IllegalArgumentException naming every fault
     */
    public static Sandbox parse(String text) {
        return text.isBlank() ? NONE : SandboxWords.parse(text);
    }

    /**
     * The stronger of this and what the deployment asks of every program, part by part.
     *
     * @throws IllegalArgumentException where it cannot be said which is stronger: another user, folders that the deployment does not show
     */
    public Sandbox within(Sandbox least) {
        if (least.isNone()) return this;
        if (!user.isEmpty() && !least.user.isEmpty() && !user.equals(least.user)) throw new IllegalArgumentException("user: the setting mayfly.sandbox wants " + least.user + ", and the description " + user);
        for (String folder : folders) {
            if (least.files == Files.PRIVATE && least.folders.stream().noneMatch(f -> Path.of(folder).startsWith(f))) {
                throw new IllegalArgumentException("folders: " + folder + " lies in none of those that the setting mayfly.sandbox shows (" + (least.folders.isEmpty() ? "none" : String.join(", ", least.folders)) + ")");
            }
        }
        return new Sandbox(user.isEmpty() ? least.user : user, offline || least.offline, files.compareTo(least.files) > 0 ? files : least.files, folders.isEmpty() ? least.folders : folders, Math.max(nice, least.nice),
                least(processes, least.processes), least(openFiles, least.openFiles), least(fileSize, least.fileSize), Duration.ofSeconds(least(cpuTime.toSeconds(), least.cpuTime.toSeconds())));
    }

    private static long least(long a, long b) {
        return a == 0 ? b : b == 0 ? a : Math.min(a, b);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** Whether it has a view of the host of its own: of files, of processes, perhaps of the network. */
    public boolean isClosed() {
        return offline || files != Files.OPEN;
    }

    /** Whether the program may do less than the server; else it is limited in what it uses only. */
    public boolean isApart() {
        return isClosed() || !user.isEmpty();
    }

    /** For people: "user nobody, no network, private files, nice 10, at most 64 processes". Empty for none. */
    public String words() {
        var out = new ArrayList<String>();
        if (!user.isEmpty()) out.add("user " + user);
        if (offline) out.add("no network");
        if (files == Files.READONLY) out.add("read-only files");
        if (files == Files.PRIVATE) out.add("private files");
        if (nice > 0) out.add("nice " + nice);
        if (processes > 0) out.add("at most " + processes + " processes");
        if (openFiles > 0) out.add(openFiles + " open files");
        if (fileSize > 0) out.add("files of " + size() + " at most");
        if (!cpuTime.isZero()) out.add((cpuTime.toSecondsPart() == 0 ? cpuTime.toMinutes() + " min" : cpuTime.toSeconds() + " s") + " of processor time");
        return String.join(", ", out);
    }

    /** In the largest unit that leaves it a whole number, of whichever kind whoever wrote it has meant. */
    private String size() {
        if (fileSize % (1L << 30) == 0) return (fileSize >> 30) + " GiB";
        if (fileSize % 1_000_000_000 == 0) return fileSize / 1_000_000_000 + " GB";
        if (fileSize % (1L << 20) == 0) return (fileSize >> 20) + " MiB";
        return fileSize % 1_000_000 == 0 ? fileSize / 1_000_000 + " MB" : fileSize + " bytes";
    }
}
