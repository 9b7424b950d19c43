package mayfly.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mayfly.launch.RuntimeFolder.Part;
import mayfly.testing.ClassPathJars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    @TempDir
    Path home;

    @Test
    void workersLoadTheirClassesFromTheArchiveOnceItIsThere() throws Exception {
        var runtime = new RuntimeFolder(home, ClassPathJars.ofThisJvm(), List.of());
        // Nobody listens there: the rehearsal goes on without a store.
        Files.writeString(home.resolve("connection"), "redis://nobody:nothing@127.0.0.1:1/0");
        var archive = new ClassArchive(runtime, JAVA, home.resolve("connection"));
        assertEquals(List.of(), archive.flags(), "none is named before it is there");
        archive.train();
        await(archive.file());
        List<String> loaded = loaded(runtime, archive);
        assertTrue(loaded.stream().anyMatch(l -> l.contains("mayfly.worker.Main source: shared objects file")), () -> String.join("\n", loaded.subList(0, Math.min(40, loaded.size()))));
        Files.delete(archive.file());
        assertEquals(List.of(), archive.flags(), "a lost one is not named any more");
        assertTrue(loaded(runtime, archive).stream().anyMatch(l -> l.contains("mayfly.worker.Main source: file:") || l.contains("mayfly.worker.Main source: jar")));
    }

    @Test
    void aTrainingRunIsBrokenOffWhenTheApplicationEnds() throws Exception {
        var runtime = new RuntimeFolder(home, ClassPathJars.ofThisJvm(), List.of());
        var archive = new ClassArchive(runtime, JAVA, home.resolve("connection"));
        archive.train();
        archive.close();
        assertTrue(Thread.getAllStackTraces().keySet().stream().noneMatch(t -> t.getName().equals("mayfly-archive") && t.isAlive()));
        assertTrue(ProcessHandle.current().descendants().noneMatch(p -> p.info().commandLine().orElse("").contains(runtime.folder().toString())));
        try (var left = Files.list(runtime.folder())) {
            assertEquals(List.of(), left.filter(f -> f.getFileName().toString().startsWith(".training")).toList());
        }
    }

    @Test
    void otherJarsHaveAnotherFolderAndSoNoArchiveYet() throws IOException {
        Part one = new Part("a.jar", () -> new ByteArrayInputStream(new byte[] {1}));
        Part two = new Part("a.jar", () -> new ByteArrayInputStream(new byte[] {2}));
        var before = new ClassArchive(new RuntimeFolder(home, List.of(one), List.of()), JAVA, home.resolve("connection"));
        Files.writeString(before.file(), "an archive");
        var after = new ClassArchive(new RuntimeFolder(home, List.of(two), List.of()), JAVA, home.resolve("connection"));
        assertNotEquals(before.file(), after.file());
        assertEquals(List.of(), after.flags());
    }

    /** Where the JVM says it has taken each class from. Without arguments the worker prints its usage and goes. */
    private List<String> loaded(RuntimeFolder runtime, ClassArchive archive) throws Exception {
        Path log = home.resolve("loaded");
        var command = new ArrayList<>(List.of(JAVA.toString()));
        command.addAll(WorkerCommand.FLAGS);
        command.addAll(archive.flags());
        command.addAll(List.of("-Xlog:class+load:file=" + log, "-cp", runtime.classPath(), "mayfly.worker.Main"));
        assertEquals(64, new ProcessBuilder(command).redirectError(home.resolve("err").toFile()).redirectOutput(home.resolve("out").toFile()).start().waitFor());
        return Files.readAllLines(log);
    }

    private static void await(Path file) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!Files.exists(file) && System.nanoTime() < until) Thread.sleep(50);
        assertTrue(Files.exists(file), "not within 60 s: " + file);
    }
}
