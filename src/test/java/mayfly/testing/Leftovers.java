package mayfly.testing;

import java.nio.file.Path;

/** Workers outlive their server: that is the product. Tests end them. */
final class Leftovers {
    private Leftovers() { }

    /** Ends the workers whose attempt lies in that home. */
    static void end(Path home) {
        ProcessHandle.allProcesses().filter(p -> p.info().commandLine().orElse("").contains(home.resolve("jobs").toString())).forEach(ProcessHandle::destroyForcibly);
    }
}
