package mayfly.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mayfly.launch.RuntimeFolder.Part;

/** The class path of this JVM as jars for workers; folders of classes are packed. */
public final class ClassPathJars {
    /** Only the tests or the web need these. */
    private static final Pattern LEFT_OUT = Pattern.compile("(jetty|junit|thymeleaf|embedded-redis|picocss|playwright|validator|axe|driver|jakarta|opentest|apiguardian|surefire|httpclient5|httpcore5|htmlparser|rhino|saxon|icu4j|jing).*");

    private ClassPathJars() { }

    public static List<Part> ofThisJvm() throws IOException {
        var out = new ArrayList<Part>();
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : path.split(java.io.File.pathSeparator)) {
            Path file = Path.of(entry);
            if (Files.isDirectory(file)) out.add(packed(file));
            else if (entry.endsWith(".jar") && !LEFT_OUT.matcher(file.getFileName().toString()).matches()) out.add(new Part(file.getFileName().toString(), () -> Files.newInputStream(file)));
        }
        return out;
    }

    private static Part packed(Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes); Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                var entry = new JarEntry(folder.relativize(file).toString().replace('\\', '/'));
                entry.setTime(0);
                jar.putNextEntry(entry);
                Files.copy(file, jar);
            }
        }
        byte[] content = bytes.toByteArray();
        return new Part(folder.getFileName() + ".jar", () -> new ByteArrayInputStream(content));
    }
}
