package mayfly.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** The Java installations to compare: those of JAVA_HOMES (separated as in PATH), else those under /usr/lib/jvm, else the one that runs this. */
final class Jdks {
    private static final Path USUAL = Path.of("/usr/lib/jvm");

    private Jdks() { }

    /** @return java executables by name and version, oldest first */
    static Map<String, Path> all() throws IOException {
        var found = new LinkedHashMap<String, Path>();
        for (Path home : homes()) {
            Path java = home.resolve("bin/java");
            if (!Files.isExecutable(java) || !Files.isRegularFile(home.resolve("release"))) continue;
            var release = new Properties();
            try (var in = Files.newInputStream(home.resolve("release"))) {
                release.load(in);
            }
            String version = release.getProperty("JAVA_VERSION", "\"0\"").replace("\"", "");
            if (Integer.parseInt(version.split("\\D")[0]) >= 17) found.putIfAbsent("JDK " + version, java);
        }
        if (found.isEmpty()) found.put("JDK " + System.getProperty("java.version"), ServerUnderTest.JAVA);
        return found;
    }

    private static List<Path> homes() throws IOException {
        String named = System.getenv("JAVA_HOMES");
        var out = new ArrayList<Path>();
        if (named != null && !named.isBlank()) {
            for (String home : named.split(java.io.File.pathSeparator)) out.add(Path.of(home));
        } else if (Files.isDirectory(USUAL)) {
            try (Stream<Path> homes = Files.list(USUAL)) {
                for (Path home : homes.sorted().toList()) if (!out.contains(home.toRealPath())) out.add(home.toRealPath());
            }
        }
        return out;
    }
}
