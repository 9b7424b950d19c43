package mayfly.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads {@code run: sandbox:} of a description. What is not given is not asked for; see {@link SandboxWords#usual} for the exception. */
final class SandboxReader {
    private SandboxReader() { }

    /** @param file of the description: folders may be named from where it lies */
    static Sandbox read(Section run, Path file) {
        if (!run.has("sandbox")) return Sandbox.NONE;
        Section s = run.section("sandbox").only(SandboxWords.NAMES.toArray(String[]::new));
        boolean offline = word(s, "network", false, SandboxWords::network);
        Sandbox.Files files = word(s, "files", SandboxWords.usual(offline), SandboxWords::files);
        List<String> folders = folders(s, file);
        SandboxWords.together(offline, files, !folders.isEmpty()).forEach(s::fault);
        return new Sandbox(word(s, "user", "", SandboxWords::user), offline, files, folders, word(s, "nice", 0L, SandboxWords.whole(SandboxWords.NICEST)).intValue(),
                word(s, "processes", 0L, SandboxWords.whole(SandboxWords.MOST)), word(s, "openFiles", 0L, SandboxWords.whole(SandboxWords.MOST)), word(s, "fileSize", 0L, SandboxWords::size),
                word(s, "cpuTime", Duration.ZERO, SandboxWords::time));
    }

    /** A worker speaks to the store, and has its limits of time and memory by other means: what would take that away, or would end it without a word, is refused. */
    static void checkJava(Section run) {
        if (!run.has("sandbox")) return;
        Section s = run.section("sandbox");
        for (String key : s.keys()) {
            if (SandboxWords.NAMES.contains(key) && !SandboxWords.FOR_JAVA.contains(key)) {
                s.fault(key, "“" + key + "” is for programs (“command”): a Java class runs in a worker that needs the job store and the rights of the server; for it there are " + Quote.series(SandboxWords.FOR_JAVA, "and"));
            }
        }
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

    private static List<String> folders(Section s, Path file) {
        var out = new ArrayList<String>();
        for (String text : s.texts("folders")) {
            try {
                out.add(SandboxWords.folder(text.startsWith("./") ? file.resolveSibling(text.substring(2)).toAbsolutePath().toString() : text));
            } catch (IllegalArgumentException e) {
                s.fault("folders", e.getMessage() + ", or one from here that begins with “./”");
            }
        }
        return out;
    }
}
