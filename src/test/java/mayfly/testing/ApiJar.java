package mayfly.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The jar for authors of computations, as the build puts it together, and what they do with it. */
public final class ApiJar {
    private static final Pattern INCLUDE = Pattern.compile("<include>(mayfly/[\\w/$*]+\\.class)</include>");
    private static final Pattern NAME = Pattern.compile("package ([\\w.]+);.*? (?:class|record) (\\w+)", Pattern.DOTALL);

    private ApiJar() { }

    /** That part of the pom. */
    private static String included() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        int from = pom.indexOf("<classifier>api</classifier>");
        return pom.substring(from, pom.indexOf("</includes>", from));
    }

    /** Packs the classes that the pom lists. @return the same file */
    public static Path write(Path file) throws IOException {
        List<PathMatcher> wanted = INCLUDE.matcher(included()).results().map(m -> FileSystems.getDefault().getPathMatcher("glob:" + m.group(1))).toList();
        Path classes = Path.of("target/classes");
        try (var jar = new JarOutputStream(Files.newOutputStream(file)); Stream<Path> all = Files.walk(classes)) {
            for (Path one : all.filter(Files::isRegularFile).toList()) {
                Path name = classes.relativize(one);
                if (wanted.stream().noneMatch(m -> m.matches(name))) continue;
                jar.putNextEntry(new JarEntry(name.toString().replace('\\', '/')));
                Files.copy(one, jar);
            }
        }
        return file;
    }

    /** Compiles against that jar alone. @return the folder of classes */
    public static Path compile(Path api, Path classes, String... sources) throws IOException {
        Files.createDirectories(classes);
        Path texts = Files.createTempDirectory(classes.toAbsolutePath().getParent(), "sources-");
        var files = new ArrayList<Path>();
        for (String source : sources) {
            Matcher name = NAME.matcher(source);
            assertTrue(name.find(), "a package and a class");
            Path file = texts.resolve(name.group(1).replace('.', '/')).resolve(name.group(2) + ".java");
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, source));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("--release", "17", "-proc:none", "-parameters", "-cp", api.toString(), "-d", classes.toString());
            assertTrue(compiler.getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files)).call(), "it does not compile");
        }
        return classes;
    }
}
