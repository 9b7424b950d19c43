package mayfly.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Makes a plug-in as its author does: compiled against the jar for authors alone, and packed. */
public final class PluginMaker {
    private final Path work;
    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    /** @param work a folder for what is made on the way */
    public PluginMaker(Path work) {
        this.work = work;
    }

    /** One that begins with the parts of another. */
    public PluginMaker(Path work, PluginMaker like) {
        this.work = work;
        parts.putAll(like.parts);
    }

    public PluginMaker sources(String... sources) throws IOException {
        Path work = Files.createTempDirectory(this.work, "plugin-");
        Path classes = ApiJar.compile(ApiJar.write(work.resolve("api.jar")), work.resolve("classes"), sources);
        try (Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) parts.put(classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
        return this;
    }

    public PluginMaker lists(String computation) {
        return part("META-INF/services/mayfly.worker.Computation", computation + "\n");
    }

    public PluginMaker part(String name, String text) {
        parts.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public PluginMaker without(String name) {
        parts.remove(name);
        return this;
    }

    /** Puts it into place whole. @return the same file */
    public Path write(Path jar) throws IOException {
        Path part = Files.createTempFile(work, "plugin-", ".part");
        try (var out = new JarOutputStream(Files.newOutputStream(part))) {
            for (var e : parts.entrySet()) {
                out.putNextEntry(new JarEntry(e.getKey()));
                out.write(e.getValue());
            }
        }
        return Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
