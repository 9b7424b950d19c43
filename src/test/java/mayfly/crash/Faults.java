package mayfly.crash;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was done to the deployment: by the nemesis itself, and by the faults that it planted at failpoints. */
final class Faults {
    /**
     * One fault.
     *
     * @param kind    such as "kill node", or "kill at CLAIMED"
     * @param attempt "job/attempt" of the process that it struck; empty where that was none of an attempt's
     */
    record Fault(long at, String kind, String attempt) {
        boolean kills() {
            return kind.startsWith("kill");
        }
    }

    private final Path failpoints;
    private final List<Fault> done = new ArrayList<>();

    Faults(Path failpoints) {
        this.failpoints = failpoints;
    }

    synchronized void add(String kind, String attempt) {
        done.add(new Fault(System.currentTimeMillis(), kind, attempt));
    }

    /** Those that have been done and those that have been taken. */
    synchronized List<Fault> all() throws IOException {
        var out = new ArrayList<>(done);
        try (DirectoryStream<Path> taken = Files.newDirectoryStream(failpoints, "*.taken")) {
            for (Path file : taken) {
                String[] lines = Files.readString(file).split("\n", 2);
                String step = file.getFileName().toString().split("\\.")[0];
                out.add(new Fault(Files.getLastModifiedTime(file).toMillis(), lines[0].split(" ")[0] + " at " + step, lines.length < 2 ? "" : lines[1].strip()));
            }
        }
        return out;
    }

    /** How many of each kind. */
    Map<String, Integer> counts() throws IOException {
        var out = new TreeMap<String, Integer>();
        for (Fault fault : all()) out.merge(fault.kind(), 1, Integer::sum);
        return out;
    }
}
