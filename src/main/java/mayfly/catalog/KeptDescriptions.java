package mayfly.catalog;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Descriptions that jobs were submitted to, by their marks: each in a folder of its own, written once, with the template of its results as it was then. A few kilobytes for each
 * version of a file that had a job.
 */
final class KeptDescriptions {
    private static final String TEXT = "description.yaml";
    private static final String SOURCE = "source";
    private static final String TEMPLATE = "template.html";
    private final Path folder;
    private final Set<String> there = ConcurrentHashMap.newKeySet();
    private final Map<String, ProcessDescription> read = new ConcurrentHashMap<>();

    KeptDescriptions(Path folder) {
        this.folder = folder;
    }

    /** Whole or not at all, by whoever comes first. */
    void keep(ProcessDescription process) throws IOException {
        String mark = process.written().mark();
        if (there.contains(mark)) return;
        Path place = folder.resolve(mark);
        if (!Files.isDirectory(place)) write(process, place);
        there.add(mark);
    }

    private void write(ProcessDescription process, Path place) throws IOException {
        Path part = Files.createTempDirectory(Files.createDirectories(folder), ".part-");
        try {
            Files.writeString(part.resolve(TEXT), process.written().text());
            Files.writeString(part.resolve(SOURCE), process.source().toAbsolutePath().toString());
            if (process.template() != null && Files.isReadable(process.template())) Files.copy(process.template(), part.resolve(TEMPLATE));
            Files.move(part, place);
        } catch (FileSystemException e) {
            delete(part);
            if (!Files.isDirectory(place)) throw e; // else another node was first
        }
    }

    private static void delete(Path part) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(part)) {
            for (Path file : files) Files.delete(file);
        }
        Files.delete(part);
    }

    /** Empty where there is none of this mark that can be read. */
    Optional<ProcessDescription> find(String mark) {
        if (!mark.matches("[0-9a-f]{16}")) return Optional.empty();
        // One that is not there now may be there later: on a file system that several share, another node's is not seen at once.
        return Optional.ofNullable(read.computeIfAbsent(mark, this::read));
    }

    private ProcessDescription read(String mark) {
        Path place = folder.resolve(mark);
        try {
            // It had no fault when it was kept; what lay beside it may have gone since.
            ProcessDescription process = DescriptionReader.read(Path.of(Files.readString(place.resolve(SOURCE))), Files.readString(place.resolve(TEXT))).process();
            if (process == null) return null;
            Path template = place.resolve(TEMPLATE);
            return process.drawnBy(Files.isReadable(template) ? template : null);
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }
}
