package mayfly.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The description files of some folders, looked at again and again: read when they are new, have changed, or had a fault (which may lie in a file beside them). One thread at a
 * time.
 */
final class DescriptionFiles {
    /** A file that was written within this time may not be written to its end: it is taken at a later look. */
    private static final Duration SETTLED = Duration.ofSeconds(1);
    private final Map<Path, Stamp> stamps = new LinkedHashMap<>();
    private Map<Path, DescriptionReader.Outcome> files = new LinkedHashMap<>();
    private List<Catalog.Rejected> faults = List.of();
    private Catalog catalog;

    /** By which a file is taken to be the same as before, without reading it. @param key of the file on its disk; null where it has none */
    private record Stamp(Instant written, long size, Object key) { }

    /** @return the catalog of the look before when nothing has changed */
    Catalog look(List<Path> folders, Instant now) {
        var found = new LinkedHashMap<Path, DescriptionReader.Outcome>();
        var wrong = new ArrayList<Catalog.Rejected>();
        for (Path folder : folders) for (Path file : files(folder, wrong)) take(file, now, found);
        stamps.keySet().retainAll(found.keySet());
        if (catalog != null && found.equals(files) && List.copyOf(found.keySet()).equals(List.copyOf(files.keySet())) && wrong.equals(faults)) return catalog;
        files = found;
        faults = List.copyOf(wrong);
        catalog = Catalog.of(files, faults, catalog);
        return catalog;
    }

    private void take(Path file, Instant now, Map<Path, DescriptionReader.Outcome> found) {
        DescriptionReader.Outcome known = files.get(file);
        Stamp stamp = stamp(file);
        boolean fresh = stamp != null && stamp.written().isAfter(now.minus(SETTLED)) && !stamp.written().isAfter(now);
        if (known != null && (fresh || known.rejected().isEmpty() && stamp != null && stamp.equals(stamps.get(file)))) {
            found.put(file, known);
        } else if (!fresh || catalog == null) {
            found.put(file, DescriptionReader.read(file));
            // At the very first look nothing waits; what is fresh then is read once more.
            stamps.put(file, fresh ? null : stamp);
        }
    }

    /** Null where it cannot be told. */
    private static Stamp stamp(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime().toInstant(), attributes.size(), attributes.fileKey());
        } catch (IOException e) {
            return null;
        }
    }

    /** Of a folder that is gone as a whole or cannot be read now (a file system that is away, say), those that were there before. */
    private List<Path> files(Path folder, List<Catalog.Rejected> wrong) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.getFileName().toString().matches("[^.].*\\.ya?ml")).sorted().toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            wrong.add(new Catalog.Rejected(folder, 0, "there is no such folder"));
            return before(folder);
        } catch (IOException e) {
            wrong.add(new Catalog.Rejected(folder, 0, "the folder cannot be read: " + e));
            return before(folder);
        }
    }

    private List<Path> before(Path folder) {
        return files.keySet().stream().filter(file -> file.getParent().equals(folder)).toList();
    }
}
