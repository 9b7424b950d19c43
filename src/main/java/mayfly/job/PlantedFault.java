package mayfly.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What a file planted at a {@link Failpoint} does to the process that takes it. It says {@code kill} (SIGKILL to itself), {@code stop} (SIGSTOP to itself), {@code pause MS},
 * or {@code fail} (an {@link IOException}). It is taken by a rename, so that one process takes it, once; its new name,
 * STEP.PID.taken, and a second line with the attempt that the process belongs to tell which it was.
 */
final class PlantedFault {
    private PlantedFault() { }

    static void meet(String folder, String step) throws IOException {
        Path planted = Path.of(folder, step);
        if (!Files.exists(planted)) return;
        long pid = ProcessHandle.current().pid();
        Path taken = planted.resolveSibling(step + "." + pid + ".taken");
        try {
            Files.move(planted, taken, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return;
        }
        String what = Files.readString(taken).strip();
        Files.writeString(taken, what + "\n" + System.getenv().getOrDefault("MAYFLY_ATTEMPT", ""));
        carryOut(what, step, pid);
    }

    private static void carryOut(String what, String step, long pid) throws IOException {
        switch (what.split(" ")[0]) {
            case "kill" -> signal("KILL", pid);
            case "stop" -> signal("STOP", pid);
            case "pause" -> pause(Long.parseLong(what.substring("pause ".length())));
            case "fail" -> throw new IOException("planted at " + step);
            default -> throw new IllegalArgumentException(step + ": “" + what + "” is no fault; write kill, stop, pause MS or fail");
        }
    }

    /** By a shell, whose own kill every system has: the JDK refuses to end its own process so. */
    private static void signal(String name, long pid) throws IOException {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid).start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
