package mayfly.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

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

    /** Of the children that live now: told by their arguments, which they cannot hide, not by what the application goes by. @param folder where they were started, or one above */
    public static Set<Long> livingIn(Path folder) {
        var out = new TreeSet<Long>();
        for (File dir : Objects.requireNonNull(new File("/proc").listFiles((proc, name) -> name.matches("\\d+")))) {
            if (arguments(dir.toPath()).stream().anyMatch(a -> a.startsWith(folder + "/") && a.endsWith("/pids"))) out.add(Long.parseLong(dir.getName()));
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
