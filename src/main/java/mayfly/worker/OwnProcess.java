package mayfly.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Facts about this very process. */
final class OwnProcess {
    private OwnProcess() { }

    /** When it began, in ms since 1970 as the operating system tells it; 0 where it does not. */
    static long begun() {
        return ProcessHandle.current().info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** The most memory that it has had resident so far, in bytes; 0 where the system does not tell (only Linux does). */
    static long peak() {
        try (BufferedReader in = Files.newBufferedReader(Path.of("/proc/self/status"))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("VmHWM:")) return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        } catch (IOException e) {
            return 0;
        }
        return 0;
    }
}
