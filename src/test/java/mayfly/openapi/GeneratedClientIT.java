package mayfly.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import mayfly.testing.RunningMayfly;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** OpenAPI Generator finds nothing wrong with the description, and the client that it makes of it in Java works: it is compiled, submits a job and fetches its results. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GeneratedClientIT {
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    @TempDir
    private static Path folder;
    private static RunningMayfly mayfly;
    private static String generator;

    @BeforeAll
    static void start() throws Exception {
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty("test.generator", "target/generator")))) {
            generator = jars.filter(jar -> jar.toString().endsWith(".jar")).findFirst().orElseThrow().toAbsolutePath().toString();
        }
        mayfly = new RunningMayfly(Files.createDirectory(folder.resolve("server")), Map.of("MAYFLY_SLOTS", "2"));
    }

    @AfterAll
    static void stop() {
        if (mayfly != null) mayfly.close();
    }

    @Test
    @Order(1)
    void theDescriptionIsValid() throws Exception {
        String said = run(List.of(JAVA, "-jar", generator, "validate", "--recommend", "-i", mayfly.url("/api")));
        assertTrue(said.contains("No validation issues detected."), said);
    }

    @Test
    @Order(2)
    void aClientThatIsGeneratedFromItRunsAJob() throws Exception {
        Path client = folder.resolve("client");
        run(List.of(JAVA, "-jar", generator, "generate", "-g", "java", "--library", "native", "-i", mayfly.url("/api"), "-o", client.toString(),
                "-p", "openApiNullable=false,apiPackage=client.api,modelPackage=client.model,invokerPackage=client",
                "--global-property", "apis,models,supportingFiles,apiDocs=false,modelDocs=false,apiTests=false,modelTests=false"));
        Path classes = compiled(client.resolve("src/main/java"));
        List<String> said = run(List.of(JAVA, "-cp", classes + java.io.File.pathSeparator + generator, "Visit", mayfly.url(""))).lines().toList();
        assertTrue(said.containsAll(List.of("offered count", "offered echo", "offered table-profile", "made 201", "ended successful 100 count", "results {numbers=[1, 2, 3]}", "waited [1, 2, 3]")), said.toString());
        assertTrue(said.stream().anyMatch(line -> line.startsWith("refused 404 {\"type\":\"http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-job\"")), said.toString());
    }

    /** With the libraries that the generator has in it; one annotation that it lacks means nothing at run time. */
    private static Path compiled(Path sources) throws IOException {
        Files.copy(Path.of("src/test/resources/mayfly/openapi/Visit.java.txt"), sources.resolve("Visit.java"));
        Path annotation = Files.createDirectories(sources.resolve("javax/annotation")).resolve("Generated.java");
        Files.writeString(annotation, "package javax.annotation; public @interface Generated { String[] value(); String comments() default \"\"; String date() default \"\"; }");
        Path classes = Files.createDirectory(folder.resolve("classes"));
        var arguments = new ArrayList<>(List.of("-nowarn", "-proc:none", "-d", classes.toString(), "-cp", generator));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        var errors = new ByteArrayOutputStream();
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, errors, arguments.toArray(String[]::new)), () -> errors.toString(StandardCharsets.UTF_8));
        return classes;
    }

    private static String run(List<String> command) throws Exception {
        Path out = Files.createTempFile(folder, "out", "");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        boolean ended = process.waitFor(300, TimeUnit.SECONDS);
        if (!ended) process.destroyForcibly();
        String said = Files.readString(out);
        assertTrue(ended && process.exitValue() == 0, () -> command + "\n" + said);
        return said;
    }
}
