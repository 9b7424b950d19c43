package mayfly.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a run took place, without a name or a path of the machine.
 *
 * @param memory in MiB; 0 where the system does not tell
 * @param load   average of the last minute; negative where the system does not tell
 */
record Machine(String processor, int cores, long memory, String system, String java, double load) {

    static Machine describe() {
        return new Machine(value("/proc/cpuinfo", "model name", "unknown processor"), Runtime.getRuntime().availableProcessors(),
                Long.parseLong(value("/proc/meminfo", "MemTotal", "0").replaceAll("\\D", "")) / 1024, System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor") + " " + System.getProperty("java.version"), ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String value(String file, String name, String otherwise) {
        try {
            List<String> lines = Files.readAllLines(Path.of(file));
            return lines.stream().filter(l -> l.startsWith(name)).map(l -> l.substring(l.indexOf(':') + 1).strip()).findFirst().orElse(otherwise);
        } catch (IOException e) {
            return otherwise;
        }
    }

    String text() {
        return cores + " cores (" + processor + "), " + memory / 1024 + " GiB, " + system + ", Java " + java + ", load at the start " + String.format("%.1f", load);
    }
}
