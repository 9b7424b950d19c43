package mayfly.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.gson.Gson;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import mayfly.testing.ApiJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.ObjectMapper;

/** The jar for authors of computations: enough to compile and to test with, and documented. */
class ApiJarTest {
    private static final String PRIMES = """
            package org.example;
            import java.util.ArrayList;
            import java.util.List;
            import mayfly.worker.*;
            public final class Primes implements Computation<Primes.In, Primes.Out> {
                public record In(int limit, List<InputFile> files) { }
                public record Out(List<Integer> primes, OutputFile file) { }
                public record Done(int n, List<Integer> found) { }
                @Override public Out run(In in, Job job) throws Exception {
                    Done done = job.resume(Done.class).orElse(new Done(1, List.of()));
                    var found = new ArrayList<>(done.found());
                    for (int n = done.n() + 1; n <= in.limit(); n++) {
                        if (found.stream().noneMatch(isIn(n))) found.add(n);
                        job.progress(n, in.limit(), found.size() + " found");
                        if (job.stopping()) { job.checkpoint(new Done(n, found)); throw new InterruptedException(); }
                    }
                    OutputFile file = job.output("primes.txt", "text/plain");
                    java.nio.file.Files.writeString(file.path(), found.toString());
                    return new Out(found, file);
                }
                private static java.util.function.Predicate<Integer> isIn(int n) { return p -> n % p == 0; }
            }
            """;
    private static final String PROBE = """
            package org.example;
            import mayfly.worker.Trial;
            import mayfly.worker.TrialResult;
            public final class Probe implements java.util.concurrent.Callable<String> {
                @Override public String call() throws Exception {
                    TrialResult<Primes.Out> half = Trial.of(Primes.class).input("limit", 20).interruptAfterProgress(9).run();
                    TrialResult<Primes.Out> rest = Trial.of(new Primes()).resumeFrom(half).run();
                    return rest.value().primes() + java.nio.file.Files.readString(rest.output("file")) + rest.stderr().contains("going on");
                }
            }
            """;
    /** One class of each library that it asks for. */
    private static final List<Class<?>> NEEDED = List.of(Gson.class, ObjectMapper.class, JsonParser.class, JsonProperty.class);
    @TempDir
    Path folder;

    @Test
    @SuppressWarnings("unchecked")
    void itIsEnoughToCompileAndTryAComputation() throws Exception {
        Path jar = ApiJar.write(folder.resolve("api.jar"));
        Path classes = ApiJar.compile(jar, folder.resolve("classes"), PRIMES, PROBE);
        var path = new ArrayList<>(List.of(jar.toUri().toURL(), classes.toUri().toURL()));
        for (Class<?> type : NEEDED) path.add(type.getProtectionDomain().getCodeSource().getLocation());
        try (var loader = new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            String primes = "[2, 3, 5, 7, 11, 13, 17, 19]";
            assertEquals(primes + primes + true, ((Callable<String>) loader.loadClass("org.example.Probe").getConstructor().newInstance()).call());
            assertThrows(ClassNotFoundException.class, () -> loader.loadClass("mayfly.worker.AttemptRun"), "nothing else of ours can be seen");
        }
    }

    @Test
    void everyWordOfItIsDocumented() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        List<Path> sources = Pattern.compile("<include>(mayfly/[\\w/]+\\.java)</include>").matcher(pom).results().map(m -> Path.of("src/main/java", m.group(1))).toList();
        assertTrue(sources.size() >= 9, sources.toString());
        var tool = ToolProvider.getSystemDocumentationTool();
        var said = new DiagnosticCollector<JavaFileObject>();
        try (StandardJavaFileManager files = tool.getStandardFileManager(said, null, null)) {
            List<String> options = List.of("-quiet", "-Xdoclint:all", "-sourcepath", "src/main/java", "-cp", libraries(), "-d", folder.toString());
            assertTrue(tool.getTask(new StringWriter(), files, said, null, options, files.getJavaFileObjectsFromPaths(sources)).call(), said.getDiagnostics().toString());
        }
        List<String> faults = said.getDiagnostics().stream().filter(d -> d.getSource() != null && sources.stream().anyMatch(s -> d.getSource().toUri().getPath().endsWith(s.toString())))
                .map(Object::toString).toList();
        assertEquals(List.of(), faults);
    }

    private static String libraries() {
        return NEEDED.stream().map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath()).collect(Collectors.joining(java.io.File.pathSeparator));
    }
}
