package mayfly.worker.command;

import java.util.List;

/**
 * In what a program is started, as the launcher has prepared it.
 *
 * @param wrapper programs that shut it in, with their arguments: they stand before the program, and the last of them becomes it
 * @param apart   whether it works in a folder of its own inside the attempt's, and sees nothing else of that
 * @param folder  the path by which it knows its folder; empty = the host's
 * @param owner   user id that it runs as; -1 = that of the server
 * @param words   for people; empty where there is none
 */
public record ProgramSandbox(List<String> wrapper, boolean apart, String folder, long owner, String words) {
    public static final ProgramSandbox NONE = new ProgramSandbox(List.of(), false, "", -1, "");

    public ProgramSandbox {
        wrapper = List.copyOf(wrapper);
    }

    /** Whether processes in it are numbered anew, below one that ends them all when it ends. */
    boolean isClosed() {
        return !folder.isEmpty();
    }

    /** A user who may not pass through the folders above knows its own by that it is in it. */
    String home() {
        return isClosed() ? folder : "/proc/self/cwd";
    }

    String scratch() {
        return isClosed() ? "/tmp" : "/proc/self/cwd/scratch";
    }
}
