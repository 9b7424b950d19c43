package mayfly.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells a worker from what it started, by the class that its command line names. */
public final class WorkerLine {
    private WorkerLine() { }

    /** Whether that process is a worker. The line is read here where the system has it: the JDK cuts it after 4 KiB, and a class path may be longer. */
    public static boolean isOf(ProcessHandle process) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline")), StandardCharsets.ISO_8859_1).contains("\0mayfly.worker.");
        } catch (IOException e) {
            return process.info().commandLine().filter(line -> line.contains(" mayfly.worker.")).isPresent();
        }
    }
}
