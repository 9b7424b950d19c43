package mayfly.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mayfly.launch.RuntimeFolder.Part;
import mayfly.testing.ClassPathJars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 180, unit = TimeUnit.SECONDS)
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

    /** JDK 25 goes on running the classes of its cache when the jar that they came from has become another one. Nothing of ours may follow it there. */
    @Test
    void aChangedJarNeverRunsTheClassesOfTheOldOne() throws Exception {
        var jars = ClassPathJars.ofThisJvm();
        var before = new RuntimeFolder(home, jars, List.of());
        var old = trained(before);
        assertTrue(says(before, old).startsWith("usage: mayfly.worker.Main"), "the archive of the deployment that was");

        var after = new RuntimeFolder(home, ChangedMain.in(jars), List.of());
        assertNotEquals(before.folder(), after.folder());
        assertEquals(List.of(), archive(after).flags(), "a redeploy starts without an archive");
        assertEquals("changed", says(after, archive(after)));
        assertEquals("changed", says(after, trained(after)), "and with one of its own");

        Part changed = ChangedMain.in(jars).get(0);
        try (var in = changed.source().open()) {
            Files.copy(in, before.folder().resolve(changed.name()), StandardCopyOption.REPLACE_EXISTING);
        }
        if (Runtime.version().feature() >= 25) assertTrue(says(before, old).startsWith("usage: "), "the trap: a jar was changed in its place, and the JVM did not notice");
        assertTrue(before.ensure(), "it is noticed before the next launch");
        assertEquals(List.of(), old.flags(), "and what was made from it is not trusted any more");
        assertTrue(says(before, old).startsWith("usage: mayfly.worker.Main"), "the folder holds again what it is named for");
    }

    @Test
    void ofAnotherJdkItIsNotUsed() throws Exception {
        var runtime = new RuntimeFolder(home, ClassPathJars.ofThisJvm(), List.of());
        Path jdk = Files.createDirectories(home.resolve("jdk/bin"));
        Files.createSymbolicLink(jdk.resolve("java"), JAVA);
        Files.createDirectories(home.resolve("jdk/lib"));
        Files.writeString(home.resolve("jdk/lib/modules"), "the classes of a JDK");
        Files.writeString(home.resolve("connection"), "redis://nobody:nothing@127.0.0.1:1/0");
        var archive = new ClassArchive(runtime, jdk.resolve("java"), home.resolve("connection"));
        archive.train();
        await(archive.file());
        while (!archive.isReady()) Thread.sleep(10);
        Files.writeString(home.resolve("jdk/lib/modules"), "the classes of the next JDK");
        assertEquals(List.of(), archive.flags());
        assertEquals(ArchiveState.LOST, archive.state());
    }

    @Test
    void aLostOneIsMadeAnew() throws Exception {
        var runtime = new RuntimeFolder(home, ClassPathJars.ofThisJvm(), List.of());
        var archive = trained(runtime);
        Files.delete(archive.file());
        assertEquals(List.of(), archive.flags());
        await(archive.file());
    }

    private ClassArchive archive(RuntimeFolder runtime) throws IOException {
        // Nobody listens there: the rehearsal goes on without a store.
        return new ClassArchive(runtime, JAVA, Files.writeString(home.resolve("connection"), "redis://nobody:nothing@127.0.0.1:1/0"));
    }

    private ClassArchive trained(RuntimeFolder runtime) throws Exception {
        var archive = archive(runtime);
        archive.train();
        await(archive.file());
        while (!archive.isReady()) Thread.sleep(10);
        return archive;
    }

    /** What a worker without an order says. */
    private String says(RuntimeFolder runtime, ClassArchive archive) throws Exception {
        var command = new ArrayList<>(List.of(JAVA.toString()));
        command.addAll(WorkerCommand.FLAGS);
        command.addAll(archive.flags());
        command.addAll(List.of("-cp", runtime.classPath(), "mayfly.worker.Main"));
        Path said = home.resolve("said");
        assertEquals(64, new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start().waitFor());
        return Files.readString(said).strip();
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
