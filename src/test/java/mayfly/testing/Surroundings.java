package mayfly.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All that a computation could see of what its process did before: what must be the same in a worker that was started ahead as in one that was not. */
final class Surroundings {
    /** Told by the operating system of the process' start; all other properties must agree. */
    private static final Set<String> OF_THE_START = Set.of("user.dir", "sun.java.command");

    private Surroundings() { }

    static List<String> lines() throws IOException {
        var out = new ArrayList<String>();
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.remove("MAYFLY_ATTEMPT");
        out.add("environment " + environment);
        out.add("properties " + properties());
        out.add("threads " + new TreeSet<>(Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(n -> !n.startsWith("process reaper")).toList()));
        out.add("standard input ends " + (System.in.read() < 0));
        out.add("folder " + Path.of("").toRealPath().equals(Path.of("seen.txt").toAbsolutePath().getParent().toRealPath()) + " " + files(Path.of("")));
        out.add("folder by name " + files(Path.of("").toAbsolutePath()));
        out.add("default handler " + Thread.getDefaultUncaughtExceptionHandler() + ", interrupted " + Thread.currentThread().isInterrupted());
        out.add("leads its session " + leadsSession());
        return out;
    }

    private static Map<Object, Object> properties() {
        Properties all = (Properties) System.getProperties().clone();
        OF_THE_START.forEach(all::remove);
        return new TreeMap<>(all);
    }

    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return new TreeSet<>(all.map(f -> f.getFileName().toString()).toList());
        }
    }

    private static boolean leadsSession() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return fields[3].equals(stat.substring(0, stat.indexOf(' ')));
    }
}
