package mayfly.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import mayfly.catalog.Catalog;
import mayfly.launch.RuntimeFolder.Part;
import mayfly.testing.PluginMaker;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the jars in the folder for plug-ins. */
class PluginsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final String GREETING = """
            package org.example;
            import java.util.Map;
            import mayfly.worker.*;
            public final class Greeting implements Computation<Map<String, Object>, Map<String, Object>> {
                @Override public Map<String, Object> run(Map<String, Object> in, Job job) { return Map.of("said", "hello"); }
            }
            """;
    private static final String DESCRIPTION = """
            id: greeting
            title: Greeting
            outputs: {said: {schema: {type: string}}}
            run: {java: org.example.Greeting}
            template: greeting.html
            """;
    private static PluginMaker compiled;
    @TempDir
    Path home;
    private Path jar;
    private Plugins plugins;

    @BeforeEach
    void begin() throws IOException {
        plugins = new Plugins(home);
        jar = home.resolve("plugins").resolve("greeting-1.0.jar");
    }

    @BeforeAll
    static void compile(@TempDir Path work) throws IOException {
        compiled = new PluginMaker(work).sources(GREETING);
    }

    private PluginMaker good() throws IOException {
        return new PluginMaker(home, compiled).lists("org.example.Greeting # friendly").part("META-INF/mayfly/greeting.yaml", DESCRIPTION).part("META-INF/mayfly/greeting.html", "<p>hello</p>");
    }

    private List<String> look() {
        plugins.look(NOW);
        return plugins.refused().stream().map(Catalog.Rejected::reason).toList();
    }

    /** What is left of the faults once the jar has been the same for two looks. */
    private String fault() {
        assertEquals(List.of(), look(), "it may be on its way");
        return String.join("\n", look());
    }

    private void assertSaid(String words) {
        String said = fault();
        assertTrue(said.contains(words), said);
    }

    private static void touch(Path file, int second) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(NOW.plusSeconds(second)));
    }

    private String offered() {
        return Catalog.load(plugins.folders()).find("greeting").map(p -> p.title()).orElse("nothing");
    }

    @Test
    void whatIsPutThereIsOfferedAndWhatIsTakenAwayIsNot() throws IOException {
        assertEquals(List.of(), look());
        assertEquals(List.of(), plugins.folders());
        good().write(jar);
        assertEquals(List.of(), look());
        assertEquals("Greeting", offered());
        var process = Catalog.load(plugins.folders()).find("greeting").orElseThrow();
        assertEquals("<p>hello</p>", Files.readString(process.template()));
        Path copy = PluginCopy.jarFor(process.source()).orElseThrow();
        assertEquals(-1, Files.mismatch(jar, copy));
        assertTrue(copy.startsWith(home.resolve("runtime/plugins")));
        Files.delete(jar);
        assertEquals(List.of(), look());
        assertEquals(List.of(), plugins.folders());
        assertTrue(Files.exists(copy), "a job may run from it");
    }

    @Test
    void whatReplacesItIsAnotherCopy() throws IOException {
        good().write(jar);
        look();
        Path old = plugins.folders().get(0);
        good().part("META-INF/mayfly/greeting.yaml", DESCRIPTION.replace("title: Greeting", "title: Salutation")).write(jar);
        look();
        assertEquals("Salutation", offered());
        assertNotEquals(old, plugins.folders().get(0));
        assertTrue(Files.exists(old.resolve("greeting.yaml")));
    }

    @Test
    void aJarThatIsNoneIsToldOnceItIsStill() throws IOException {
        Files.writeString(jar, "not a jar at all");
        assertSaid("it is no jar, or has not been copied whole");
    }

    @Test
    void aJarHalfCopiedIsNoFaultUntilItStaysSo() throws IOException {
        byte[] whole = Files.readAllBytes(good().write(home.resolve("whole.jar")));
        for (int part = 1; part < 4; part++) {
            Files.write(jar, Arrays.copyOf(whole, whole.length * part / 4));
            touch(jar, part);
            assertEquals(List.of(), look());
            assertEquals("nothing", offered());
        }
        Files.write(jar, whole);
        assertEquals(List.of(), look());
        assertEquals("Greeting", offered());
    }

    @Test
    void aDamagedJarIsNamed() throws IOException {
        byte[] whole = Files.readAllBytes(good().write(home.resolve("whole.jar")));
        whole[60] ^= 0x55;
        Files.write(jar, whole);
        assertSaid("damaged");
    }

    @Test
    void everyFaultIsSaidInWords() throws IOException {
        new PluginMaker(home, compiled).lists("org.example.Greeting").write(jar);
        assertEquals("it holds no process description, META-INF/mayfly/*.yaml", fault());
        good().without("org/example/Greeting.class").write(jar);
        touch(jar, 1);
        assertEquals("META-INF/mayfly/greeting.yaml: it has no class org.example.Greeting", fault());
        good().without("META-INF/services/mayfly.worker.Computation").write(jar);
        touch(jar, 2);
        assertEquals("META-INF/mayfly/greeting.yaml: its META-INF/services/mayfly.worker.Computation does not list org.example.Greeting", fault());
        good().part("META-INF/mayfly/greeting.yaml", "id: greeting\ntitle: [\n").part("META-INF/mayfly/other.yaml", "id: other\ntitle: Other\nrun: {command: [date]}\n").write(jar);
        touch(jar, 3);
        String said = fault();
        assertTrue(said.contains("META-INF/mayfly/greeting.yaml:") && said.contains("META-INF/mayfly/other.yaml: a plug-in's process names one of its classes"), said);
        good().part("META-INF/mayfly/../../../../escaped.yaml", "").write(jar);
        touch(jar, 4);
        assertSaid("outside its folder");
        assertFalse(Files.exists(home.resolve("escaped.yaml")));
        good().part("org/example/Greeting.class", "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u007f").write(jar);
        touch(jar, 5);
        assertSaid("is compiled for Java 83, and workers run on Java ");
    }

    @Test
    void oneAtFaultHarmsNoOtherAndKeepsWhatItReplaces() throws IOException {
        good().write(jar);
        Path other = home.resolve("plugins").resolve("a-broken.jar");
        Files.writeString(other, "no");
        look();
        look();
        assertEquals("Greeting", offered());
        assertEquals(List.of(other), plugins.refused().stream().map(Catalog.Rejected::file).toList());
        assertFalse(plugins.refused().get(0).kept());
        Files.writeString(jar, "no");
        look();
        look();
        assertEquals("Greeting", offered());
        assertTrue(plugins.refused().get(1).kept());
    }

    @Test
    void aCopyThatWasTidiedAwayIsLaidAgain() throws IOException {
        good().write(jar);
        look();
        Path copy = plugins.folders().get(0);
        Trees.delete(copy.getParent().getParent());
        look();
        assertTrue(Files.exists(copy.resolve("greeting.yaml")));
        assertEquals("Greeting", offered());
    }

    @Test
    void copiesThatNobodyUsesGo() throws IOException {
        var runtime = new RuntimeFolder(home, List.of(new Part("code.jar", () -> new ByteArrayInputStream(new byte[1]))), List.of());
        good().write(jar);
        look();
        Path old = plugins.folders().get(0);
        good().part("META-INF/mayfly/more.txt", "").write(jar);
        look();
        Path current = plugins.folders().get(0);
        Instant later = NOW.plus(OldRuntimes.KEPT).plus(Duration.ofMinutes(1));
        plugins.look(later);
        new OldRuntimes(runtime).sweep(later);
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(current));
    }

    @Test
    void whatLiesElsewhereIsNoPlugin() {
        assertTrue(PluginCopy.jarFor(home.resolve("etc/processes/count.yaml")).isEmpty());
        assertTrue(PluginCopy.jarFor(home.resolve("META-INF/mayfly/count.yaml")).isEmpty());
    }
}
