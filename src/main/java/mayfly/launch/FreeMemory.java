package mayfly.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether this machine runs short of memory, as Linux tells it; never short where nobody tells. */
final class FreeMemory {
    private static final Path TOLD = Path.of("/proc/meminfo");
    private static final long FLOOR = 256L << 20;
    /** Of all memory. */
    private static final double SHARE = 0.05;

    private FreeMemory() { }

    /** Less than 256 MiB, or than 5 % of all, are available without taking them from somebody. */
    static boolean isShort() {
        try {
            return isShort(Files.readString(TOLD));
        } catch (IOException e) {
            return false;
        }
    }

    /** @param meminfo text of /proc/meminfo, whose numbers are KiB; see proc(5) */
    static boolean isShort(String meminfo) {
        long available = -1;
        long total = 0;
        for (String line : meminfo.split("\n")) {
            if (line.startsWith("MemAvailable:")) available = bytes(line);
            if (line.startsWith("MemTotal:")) total = bytes(line);
        }
        return available >= 0 && available < Math.max(FLOOR, (long) (total * SHARE));
    }

    private static long bytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
    }
}
