package mayfly.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processes of the deployment under test, read from /proc: those that were started with its folder of failpoints in their environment, and Redis. */
final class Processes {
    private static final Path PROC = Path.of("/proc");

    /**
     * @param state   as the kernel tells it: T = stopped, Z = dead and not yet buried
     * @param attempt the cookie: "job/attempt"; empty for a web node
     * @param command arguments, divided by blanks
     */
    record Entry(long pid, char state, String attempt, String command) {
        boolean isWorker() {
            return !attempt.isEmpty() && command.contains("mayfly.worker.");
        }

        boolean isChild() {
            return !attempt.isEmpty() && !isWorker();
        }
    }

    private final String mark;

    /** @param failpoints the folder that marks them */
    Processes(Path failpoints) {
        this.mark = "MAYFLY_FAILPOINTS=" + failpoints;
    }

    /** Those that are alive now. */
    List<Entry> look() throws IOException {
        var out = new ArrayList<Entry>();
        try (DirectoryStream<Path> dirs = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path dir : dirs) {
                Entry entry = entry(dir);
                if (entry != null && entry.state() != 'Z' && entry.state() != 'X') out.add(entry);
            }
        }
        return out;
    }

    /** Null when it is not one of ours, or ended while we looked. */
    private Entry entry(Path dir) {
        try {
            String environment = "\0" + text(dir.resolve("environ"));
            if (!environment.contains("\0" + mark + "\0")) return null;
            int at = environment.indexOf("\0MAYFLY_ATTEMPT=");
            String attempt = at < 0 ? "" : environment.substring(at + 16, environment.indexOf('\0', at + 1));
            return new Entry(Long.parseLong(dir.getFileName().toString()), state(dir), attempt, text(dir.resolve("cmdline")).replace('\0', ' '));
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static char state(Path dir) throws IOException {
        String stat = text(dir.resolve("stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }

    static boolean isStopped(long pid) {
        try {
            return state(PROC.resolve(Long.toString(pid))) == 'T';
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    /** @param signal KILL, STOP or CONT; to a process that has gone nothing happens */
    static void signal(long pid, String signal) throws IOException {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
