package mayfly.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the hierarchy of control groups (cgroup v2) is mounted: alone, or beside the older one (/sys/fs/cgroup/unified); see cgroups(7) and proc_pid_mountinfo(5). */
final class CgroupMounts {
    private CgroupMounts() { }

    /** Folders of the group that this process is in; empty where there is none. */
    static List<Path> ofThisProcess() {
        try {
            String own = Files.readAllLines(Path.of("/proc/self/cgroup")).stream().filter(l -> l.startsWith("0::/")).map(l -> l.substring(4)).findFirst().orElse(null);
            var out = new ArrayList<Path>();
            if (own == null) return out;
            for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"), StandardCharsets.ISO_8859_1)) {
                String[] f = line.split(" ");
                // "... root mountpoint options [optional]... - type source options"
                if (!line.contains(" - cgroup2 ") || f.length < 5) continue;
                Path group = Path.of(f[4]).resolve(below(f[3], own));
                if (Files.isDirectory(group)) out.add(group);
            }
            return out;
        } catch (IOException e) {
            return List.of();
        }
    }

    /** A mount may show a part of the hierarchy only. */
    private static String below(String root, String own) {
        String part = root.equals("/") ? "" : root.substring(1);
        if (part.isEmpty()) return own;
        return own.equals(part) ? "" : own.startsWith(part + "/") ? own.substring(part.length() + 1) : own;
    }
}
