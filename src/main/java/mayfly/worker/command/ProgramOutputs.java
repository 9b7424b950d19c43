package mayfly.worker.command;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mayfly.job.FailureKind;
import mayfly.job.RunFolder;
import mayfly.worker.OutputFile;
import mayfly.worker.ProgramException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Gathers what a program has left as outputs: files by name or pattern, moved to the folder of outputs, and its standard output. Links are not followed: they could lead anywhere. */
final class ProgramOutputs {
    /** A JSON value is held in memory; a larger one is for a file. */
    private static final long LARGE = 16 << 20;
    private final RunFolder folder;
    private final ProgramPlace place;
    private final List<ProgramOrder.Output> declared;

    ProgramOutputs(RunFolder folder, ProgramPlace place, List<ProgramOrder.Output> declared) {
        this.folder = folder;
        this.place = place;
        this.declared = declared;
    }

    /** Where the standard output goes as an output; null where it is log. */
    Path stdout() {
        for (ProgramOrder.Output o : declared) if (o.file().isEmpty()) return folder.outputs().resolve(o.id() + ending(o.mediaType()));
        return null;
    }

    /** @throws ProgramException when a required one is not there */
    Map<String, Object> gather() throws IOException, ProgramException {
        var out = new LinkedHashMap<String, Object>();
        for (ProgramOrder.Output o : declared) {
            List<Path> files = o.file().isEmpty() ? List.of(stdout()) : find(o.file());
            if (files.isEmpty() && o.required()) throw new ProgramException(FailureKind.COMPUTATION, "The program ended well but did not write “" + o.file() + "”, from which the output “" + o.id() + "” comes.", 0, null);
            for (int i = 0; i < files.size(); i++) out.put(i == 0 ? o.id() : o.id() + "-" + (i + 1), o.mediaType().isEmpty() ? value(o, files.get(i)) : file(o, files.get(i)));
        }
        return out;
    }

    /** In the order of their names. */
    private List<Path> find(String pattern) throws IOException {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        int depth = pattern.split("/").length;
        try (Stream<Path> files = Files.walk(place.path(), depth)) {
            return files.filter(f -> matcher.matches(place.path().relativize(f)) && Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS) && !isOurs(f)).sorted().toList();
        }
    }

    /** What the application laid there, and what its worker writes. */
    private boolean isOurs(Path file) {
        return place.isLaid(file) || file.getParent().equals(folder.path()) && file.getFileName().toString().matches(".*\\.properties|inputs\\.json|resume|checkpoint.*|quit|std(out|err)\\.log|result\\.json.*");
    }

    private OutputFile file(ProgramOrder.Output o, Path file) throws IOException {
        Path end = folder.outputs().resolve(file.getFileName());
        if (!end.equals(file)) Files.move(file, end, StandardCopyOption.REPLACE_EXISTING);
        if (place.isApart()) Files.setPosixFilePermissions(end, PosixFilePermissions.fromString("rw-r--r--"));
        return new OutputFile(end, end.getFileName().toString(), o.mediaType());
    }

    private static Object value(ProgramOrder.Output o, Path file) throws IOException, ProgramException {
        if (Files.size(file) > LARGE) throw new ProgramException(FailureKind.COMPUTATION, "The output “" + o.id() + "” is larger than 16 MiB; a description declares such a one as a file, by “contentMediaType”.", 0, null);
        try {
            return JsonMapper.shared().readValue(Files.readAllBytes(file), Object.class);
        } catch (JacksonException e) {
            throw new ProgramException(FailureKind.COMPUTATION, "The program ended well, but the output “" + o.id() + "” is no JSON: " + e.getOriginalMessage(), 0, null);
        }
    }

    private static String ending(String mediaType) {
        return switch (mediaType) {
            case "text/csv" -> ".csv";
            case "text/html" -> ".html";
            case "", "application/json" -> ".json";
            case "text/tab-separated-values" -> ".tsv";
            default -> mediaType.startsWith("text/") ? ".txt" : ".bin";
        };
    }
}
