package mayfly.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What workers and the catalog read of a plug-in: a copy of its jar, and its descriptions unpacked beside it, in a folder that is named by its content. Whatever becomes of the jar that it was copied
 * from, a worker that runs from it keeps what it began with.
 *
 * @param folder {@code <home>/runtime/plugins/<name>-<hash>}
 */
record PluginCopy(Path folder) {
    /** Where descriptions lie, in the jar and beside its copy. */
    static final String DESCRIPTIONS = "META-INF/mayfly/";
    /** Of all copies, in {@code <home>/runtime}. */
    static final String FOLDER = "plugins";
    private static final String JAR = "plugin.jar";

    Path jar() {
        return folder.resolve(JAR);
    }

    Path descriptions() {
        return folder.resolve(DESCRIPTIONS);
    }

    /** Somebody may have tidied it away. */
    boolean isThere() {
        return Files.isRegularFile(jar()) && Files.isDirectory(descriptions());
    }

    /** The jar with the classes of a process that was read from this file; empty where they are those of the deployment. */
    static Optional<Path> jarFor(Path description) {
        if (!description.getParent().endsWith(Path.of(DESCRIPTIONS))) return Optional.empty();
        Path folder = description.getParent().getParent().getParent();
        return folder.getParent().endsWith(Path.of("runtime", FOLDER)) ? Optional.of(new PluginCopy(folder).jar()) : Optional.empty();
    }
}
