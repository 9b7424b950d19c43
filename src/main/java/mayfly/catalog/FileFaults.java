package mayfly.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with one description file, each fault at its line. */
final class FileFaults {
    private final Path file;
    private final YamlTree tree;
    private final List<Catalog.Rejected> found = new ArrayList<>();

    FileFaults(Path file, YamlTree tree) {
        this.file = file;
        this.tree = tree;
    }

    YamlTree tree() {
        return tree;
    }

    Path file() {
        return file;
    }

    /** Notes a fault at a place of the tree; the same one only once, since some keys are read twice. */
    void add(String path, String reason) {
        Catalog.Rejected fault = new Catalog.Rejected(file, tree.line(path), reason);
        if (!found.contains(fault)) found.add(fault);
    }

    boolean none() {
        return found.isEmpty();
    }

    int count() {
        return found.size();
    }

    /** In the order of the file. */
    List<Catalog.Rejected> sorted() {
        return found.stream().sorted(Comparator.comparingInt(Catalog.Rejected::line)).toList();
    }
}
