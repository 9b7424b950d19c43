package mayfly.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import mayfly.testing.ApiJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar for authors as Maven builds it is the one that {@link ApiJarTest} tries. */
class ApiJarIT {
    @TempDir
    Path folder;

    @Test
    void theBuildPacksWhatIsTried() throws IOException {
        Set<String> tried = classes(ApiJar.write(folder.resolve("api.jar")));
        assertTrue(tried.contains("mayfly/worker/Computation.class"), tried.toString());
        assertEquals(tried, classes(Path.of("target/mayfly-api.jar")));
    }

    private static Set<String> classes(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            return file.stream().map(Object::toString).filter(name -> name.endsWith(".class")).collect(Collectors.toSet());
        }
    }
}
