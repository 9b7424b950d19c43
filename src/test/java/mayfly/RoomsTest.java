package mayfly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The staircase: a room uses only rooms below it, and a library only in the rooms that it is tied to. */
class RoomsTest {
    private static final Path MAIN = Path.of("src/main/java/mayfly");

    /** What each room may use of the others. What is not listed is forbidden. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("job", Set.of()),
            Map.entry("catalog", Set.of("job")),
            Map.entry("store", Set.of("catalog", "job")),
            Map.entry("worker", Set.of("store", "catalog", "job")),
            Map.entry("launch", Set.of("worker", "store", "catalog", "job")),
            Map.entry("queue", Set.of("launch", "store", "catalog", "job")),
            Map.entry("flow", Set.of("queue", "launch", "store", "catalog", "job")),
            Map.entry("web", Set.of("flow", "queue", "catalog", "job")),
            Map.entry("api", Set.of("flow", "queue", "catalog", "job")),
            Map.entry("app", Set.of("web", "api", "flow", "queue", "launch", "worker", "store", "catalog", "job")),
            // For the command line: speaks HTTP, and knows nothing of the others.
            Map.entry("client", Set.of()));

    private static final Map<String, Set<String>> LIBRARIES = Map.of(
            "redis.clients.", Set.of("store"),
            "jakarta.servlet.", Set.of("web", "api", "app"),
            "org.thymeleaf.", Set.of("web"),
            "ognl.", Set.of("web"),
            "org.eclipse.jetty.", Set.of("app"),
            "org.apache.commons.fileupload2.", Set.of("web"),
            "com.networknt.", Set.of("catalog"),
            "org.apache.hc.", Set.of("queue"),
            "tools.jackson.dataformat.yaml.", Set.of("catalog"));

    private static final Pattern ROOM = Pattern.compile("\\bmayfly\\.([a-z]+)\\b(?!/)");

    @Test
    void everyRoomUsesOnlyWhatItMay() throws IOException {
        var breaches = new ArrayList<String>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) breaches.addAll(breaches(room(file), file.toString(), Files.readString(file)));
        }
        assertEquals(List.of(), breaches);
    }

    @Test
    void aPlantedBreachIsFound() {
        assertFalse(breaches("web", "Planted.java", "import mayfly.store.JobStore;").isEmpty());
        assertFalse(breaches("web", "Planted.java", "class P { mayfly.launch.LocalLauncher l; }").isEmpty());
        assertFalse(breaches("web", "Planted.java", "import static mayfly.api.Problems.of;").isEmpty());
        assertFalse(breaches("queue", "Planted.java", "import redis.clients.jedis.Jedis;").isEmpty());
        assertFalse(breaches("worker", "Planted.java", "import jakarta.servlet.Servlet;").isEmpty());
        assertFalse(breaches("client", "Planted.java", "import mayfly.job.JobState;").isEmpty());
        assertFalse(breaches("app", "Planted.java", "import mayfly.client.Main;").isEmpty());
        assertTrue(breaches("web", "Fine.java", "import mayfly.queue.JobService; // mayfly.store is not ours").isEmpty());
    }

    @Test
    void everyRoomSaysWhatItIs() throws IOException {
        try (Stream<Path> rooms = Files.list(MAIN)) {
            for (Path room : rooms.toList()) {
                assertTrue(MAY_USE.containsKey(room.getFileName().toString()), "a room that the design does not know: " + room);
                assertTrue(Files.exists(room.resolve("package-info.java")), room + " has no package-info.java");
            }
        }
    }

    private static String room(Path file) {
        return MAIN.relativize(file).getName(0).toString();
    }

    private static List<String> breaches(String room, String file, String text) {
        String code = text.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//.*", "").replaceAll("\"[^\"\\n]*\"", "");
        var out = new ArrayList<String>();
        Matcher m = ROOM.matcher(code);
        while (m.find()) {
            String used = m.group(1);
            if (MAY_USE.containsKey(used) && !used.equals(room) && !MAY_USE.get(room).contains(used)) out.add(file + ": " + room + " uses " + used);
        }
        LIBRARIES.forEach((library, rooms) -> {
            if (code.contains(library) && !rooms.contains(room)) out.add(file + ": " + room + " uses " + library);
        });
        return out;
    }
}
