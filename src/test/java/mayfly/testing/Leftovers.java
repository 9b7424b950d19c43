package mayfly.testing;

import java.nio.file.Path;

/** Workers outlive their server: that is the product. Tests end them. */
final class Leftovers {
    private Leftovers() { }

    /** Ends the workers whose attempt lies in that home. */
    static void end(Path home) {
        ProcessHandle.allProcesses().filter(p -> isOf(home, p.info().commandLine().orElse(""))).forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean isOf(Path home, String command) {
        return command.contains(home.resolve("jobs").toString()) || command.contains(home.resolve("standby").toString());
    }
}
