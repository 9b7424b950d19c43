package mayfly.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Children that do not want to be found or ended; see nasty.sh. */
public final class Nasty {
    private static final String SCRIPT = "/mayfly/queue/nasty.sh";

    private Nasty() { }

    /** Starts such a child from this process and returns when it is up, whatever interrupts. @param folder gets the script and the list of pids */
    static void start(String trick, Path folder) throws IOException {
        Path script = folder.resolve("nasty.sh");
        try (InputStream in = Nasty.class.getResourceAsStream(SCRIPT)) {
            Files.write(script, in.readAllBytes());
        }
        Path pids = pids(folder);
        new ProcessBuilder("sh", script.toString(), trick, pids.toString()).inheritIO().start().onExit().join();
        while (!Files.exists(pids) || Files.size(pids) < 2) {
            Thread.interrupted();
            LockSupport.parkNanos(5_000_000);
        }
    }

    public static Path pids(Path folder) {
        return folder.resolve("pids");
    }

    /** Of the children that live now: told by their arguments, which they cannot hide, not by what the application goes by. @param folder where they were started */
    public static Set<Long> living(Path folder) throws IOException {
        var out = new TreeSet<Long>();
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path dir : all.filter(p -> p.getFileName().toString().matches("\\d+")).toList()) if (arguments(dir).contains(pids(folder).toString())) out.add(Long.parseLong(dir.getFileName().toString()));
        }
        return out;
    }

    private static List<String> arguments(Path dir) {
        try {
            return List.of(Files.readString(dir.resolve("cmdline")).split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }
}
