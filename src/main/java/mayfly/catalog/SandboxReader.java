package mayfly.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mayfly.job.Amount;
import tools.jackson.databind.JsonNode;

/**
 * Reads {@code run: sandbox:} of a description. Nothing is asked for that is not there, with one exception: without a network at least READONLY files, because what runs on the
 * host listens on files too (unix sockets).
 */
final class SandboxReader {
    private static final String[] KEYS = {"user", "network", "files", "folders", "nice", "processes", "openFiles", "fileSize", "cpuTime"};
    private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");
    private static final long MOST = 1_000_000_000;

    private SandboxReader() { }

    static Sandbox parse(String text) {
        try {
            var faults = new FileFaults(Path.of("mayfly.sandbox"), YamlTree.read("sandbox: {" + text.replaceAll("\\v", " ") + "}"));
            Sandbox sandbox = read(Section.top(faults).only("sandbox"), faults.file());
            if (faults.none()) return sandbox;
            throw new IllegalArgumentException(faults.sorted().stream().map(Catalog.Rejected::reason).collect(Collectors.joining("; ")));
        } catch (YamlTree.Unreadable e) {
            throw new IllegalArgumentException("write names and values such as user: nobody, network: none, files: private", e);
        }
    }

    /** @param file of the description: folders may be named from where it lies */
    static Sandbox read(Section run, Path file) {
        if (!run.has("sandbox")) return Sandbox.NONE;
        Section s = run.section("sandbox").only(KEYS);
        boolean offline = word(s, "network", false, SandboxReader::network);
        Sandbox.Files files = word(s, "files", offline ? Sandbox.Files.READONLY : Sandbox.Files.OPEN, SandboxReader::files);
        if (offline && files == Sandbox.Files.OPEN) s.fault("files", "“files” is open and “network” none, which exclude each other: through files a program reaches what listens on this machine; write readonly or private");
        return new Sandbox(word(s, "user", "", SandboxReader::user), offline, files, folders(s, file, files), whole(s, "nice", 19).intValue(), whole(s, "processes", MOST), whole(s, "openFiles", MOST),
                word(s, "fileSize", 0L, SandboxReader::size), word(s, "cpuTime", Duration.ZERO, SandboxReader::time));
    }

    /** A bare true or false is a word like any other here, to be told what would have been right. */
    private static <T> T word(Section s, String key, T otherwise, Function<String, T> reader) {
        JsonNode value = s.value(key);
        if (value == null || !value.isBoolean()) return s.parsed(key, otherwise, reader);
        try {
            return reader.apply(value.asString());
        } catch (IllegalArgumentException e) {
            s.fault(key, "“" + key + "”: " + e.getMessage());
            return otherwise;
        }
    }

    private static boolean network(String text) {
        return switch (text) {
            case "none" -> true;
            case "host" -> false;
            default -> throw new IllegalArgumentException("write none, or host for the network of this machine; found " + Quote.of(text));
        };
    }

    private static Sandbox.Files files(String text) {
        return switch (text) {
            case "open" -> Sandbox.Files.OPEN;
            case "readonly" -> Sandbox.Files.READONLY;
            case "private" -> Sandbox.Files.PRIVATE;
            default -> throw new IllegalArgumentException("write private, readonly or open; found " + Quote.of(text));
        };
    }

    private static String user(String text) {
        if (USER.matcher(text).matches() && !text.equals("root")) return text;
        throw new IllegalArgumentException("write the name of a user of this machine other than root, such as nobody; found " + Quote.of(text));
    }

    private static Long whole(Section s, String key, long most) {
        return word(s, key, 0L, text -> {
            if (text.matches("\\d{1,10}") && Long.parseLong(text) >= 1 && Long.parseLong(text) <= most) return Long.valueOf(text);
            throw new IllegalArgumentException("write a whole number from 1 to " + most + "; found " + Quote.of(text));
        });
    }

    private static long size(String text) {
        long bytes = Amount.bytes(text);
        if (bytes == 0) throw new IllegalArgumentException("write more than zero, or leave it out for no limit; found " + Quote.of(text));
        return bytes;
    }

    private static Duration time(String text) {
        Duration time = Amount.duration(text);
        if (time.toSeconds() >= 1 && time.toMillisPart() == 0) return time;
        throw new IllegalArgumentException("write whole seconds, such as 90 s or 5 min; found " + Quote.of(text));
    }

    private static List<String> folders(Section s, Path file, Sandbox.Files files) {
        var out = new ArrayList<String>();
        for (String text : s.texts("folders")) {
            Path folder = text.startsWith("./") ? file.resolveSibling(text.substring(2)).toAbsolutePath().normalize() : Path.of(text).normalize();
            if (!folder.isAbsolute() || folder.getNameCount() == 0) s.fault("folders", Quote.of(text) + " is no folder that can be shown; write a full path, or one from here that begins with “./”");
            else out.add(folder.toString());
        }
        if (!out.isEmpty() && files != Sandbox.Files.PRIVATE) s.fault("folders", "“folders” adds to “files: private”; with other files it means nothing");
        return out;
    }
}
