package mayfly.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import mayfly.job.Amount;

/**
 * What the words of a sandbox mean, in a description and in a setting alike; what is none is refused with an IllegalArgumentException that says what would be. Knows no YAML:
 * settings are read before there is any.
 */
final class SandboxWords {
    static final List<String> NAMES = List.of("user", "network", "files", "folders", "nice", "processes", "openFiles", "fileSize", "cpuTime");
    static final List<String> FOR_JAVA = List.of("fileSize", "nice", "openFiles");
    static final long MOST = 1_000_000_000;
    static final long NICEST = 19;
    private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");
    private final Map<String, String> given;
    private final List<String> faults = new ArrayList<>();

    private SandboxWords(Map<String, String> given) {
        this.given = given;
    }

    /** "user: nobody, network: none, files: private, folders: /opt/a /opt/b". */
    static Sandbox parse(String text) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String part : text.split(",")) {
            String[] both = part.split(":", 2);
            String name = both[0].strip();
            if (both.length < 2 || !NAMES.contains(name)) throw new IllegalArgumentException("write names and values such as “user: nobody, network: none”; known are " + Quote.series(List.copyOf(new TreeSet<>(NAMES)), "and") + "; found " + Quote.of(part.strip()));
            if (given.put(name, both[1].strip()) != null) throw new IllegalArgumentException(Quote.of(name) + " stands here twice");
        }
        return new SandboxWords(given).read();
    }

    private Sandbox read() {
        boolean offline = value("network", false, SandboxWords::network);
        Sandbox.Files files = value("files", usual(offline), SandboxWords::files);
        var folders = new ArrayList<String>();
        for (String folder : given.getOrDefault("folders", "").split("\\s+")) if (!folder.isEmpty()) folders.add(folder);
        List<String> shown = value("folders", List.of(), all -> folders.stream().map(SandboxWords::folder).toList());
        together(offline, files, !shown.isEmpty()).forEach((key, why) -> faults.add(why));
        var sandbox = new Sandbox(value("user", "", SandboxWords::user), offline, files, shown, value("nice", 0L, whole(NICEST)).intValue(), value("processes", 0L, whole(MOST)), value("openFiles", 0L, whole(MOST)),
                value("fileSize", 0L, SandboxWords::size), value("cpuTime", Duration.ZERO, SandboxWords::time));
        if (!faults.isEmpty()) throw new IllegalArgumentException(String.join("; ", faults));
        return sandbox;
    }

    private <T> T value(String name, T otherwise, Function<String, T> reader) {
        if (!given.containsKey(name)) return otherwise;
        try {
            return reader.apply(given.get(name));
        } catch (IllegalArgumentException e) {
            faults.add("“" + name + "”: " + e.getMessage());
            return otherwise;
        }
    }

    /** What is seen of files where nothing is said of them: what runs on the host listens on files too (unix sockets). */
    static Sandbox.Files usual(boolean offline) {
        return offline ? Sandbox.Files.READONLY : Sandbox.Files.OPEN;
    }

    /** What does not go together, by the name that is too much. */
    static Map<String, String> together(boolean offline, Sandbox.Files files, boolean folders) {
        Map<String, String> out = new LinkedHashMap<>();
        if (offline && files == Sandbox.Files.OPEN) out.put("files", "“files” is open and “network” none, which exclude each other: through files a program reaches what listens on this machine; write readonly or private");
        if (folders && files != Sandbox.Files.PRIVATE) out.put("folders", "“folders” adds to “files: private”; with other files it means nothing");
        return out;
    }

    static boolean network(String text) {
        return switch (text) {
            case "none" -> true;
            case "host" -> false;
            default -> throw new IllegalArgumentException("write none, or host for the network of this machine; found " + Quote.of(text));
        };
    }

    static Sandbox.Files files(String text) {
        return switch (text) {
            case "open" -> Sandbox.Files.OPEN;
            case "readonly" -> Sandbox.Files.READONLY;
            case "private" -> Sandbox.Files.PRIVATE;
            default -> throw new IllegalArgumentException("write private, readonly or open; found " + Quote.of(text));
        };
    }

    static String user(String text) {
        if (USER.matcher(text).matches() && !text.equals("root")) return text;
        throw new IllegalArgumentException("write the name of a user of this machine other than root, such as nobody; found " + Quote.of(text));
    }

    static String folder(String text) {
        Path folder = Path.of(text).normalize();
        if (folder.isAbsolute() && folder.getNameCount() > 0) return folder.toString();
        throw new IllegalArgumentException(Quote.of(text) + " is no folder that can be shown; write a full path");
    }

    static Function<String, Long> whole(long most) {
        return text -> {
            if (text.matches("\\d{1,10}") && Long.parseLong(text) >= 1 && Long.parseLong(text) <= most) return Long.valueOf(text);
            throw new IllegalArgumentException("write a whole number from 1 to " + most + "; found " + Quote.of(text));
        };
    }

    static long size(String text) {
        long bytes = Amount.bytes(text);
        if (bytes == 0) throw new IllegalArgumentException("write more than zero, or leave it out for no limit; found " + Quote.of(text));
        return bytes;
    }

    static Duration time(String text) {
        Duration time = Amount.duration(text);
        if (time.toSeconds() >= 1 && time.toMillisPart() == 0) return time;
        throw new IllegalArgumentException("write whole seconds, such as 90 s or 5 min; found " + Quote.of(text));
    }
}
