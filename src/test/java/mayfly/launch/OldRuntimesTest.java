package mayfly.launch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mayfly.launch.RuntimeFolder.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldRuntimesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration MOMENT = Duration.ofMinutes(1);
    @TempDir
    Path home;

    @Test
    void whatNobodyHasMarkedForADayIsDeletedAndNothingElse() throws IOException {
        RuntimeFolder old = runtime("old");
        new OldRuntimes(old).sweep(NOW);
        RuntimeFolder current = runtime("current");
        new OldRuntimes(current).sweep(NOW.plus(OldRuntimes.KEPT).minus(MOMENT));
        assertTrue(Files.exists(old.folder()), "a redeploy may be taken back");
        new OldRuntimes(current).sweep(NOW.plus(OldRuntimes.KEPT).plus(MOMENT));
        assertFalse(Files.exists(old.folder()));
        assertTrue(Files.exists(current.folder()));
    }

    @Test
    void anApplicationThatRunsOnItKeepsItByMarkingIt() throws IOException {
        RuntimeFolder other = runtime("other");
        RuntimeFolder current = runtime("current");
        Instant later = NOW.plus(OldRuntimes.KEPT).plus(MOMENT);
        new OldRuntimes(other).sweep(NOW);
        new OldRuntimes(other).sweep(later);
        new OldRuntimes(current).sweep(later.plus(MOMENT));
        assertTrue(Files.exists(other.folder()));
    }

    @Test
    void aWorkerThatRunsFromItKeepsItAndLeftoversOfAnInterruptedLayingGo() throws Exception {
        RuntimeFolder old = runtime("old");
        new OldRuntimes(old).sweep(NOW);
        Path laying = Files.createDirectories(old.folder().resolveSibling(".laying-1"));
        Files.setLastModifiedTime(laying, FileTime.from(NOW));
        RuntimeFolder current = runtime("current");
        Instant later = NOW.plus(OldRuntimes.KEPT.multipliedBy(2));
        Process worker = new ProcessBuilder("tail", "-f", old.folder().resolve("code.jar").toString()).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            new OldRuntimes(current).sweep(later);
            assertTrue(Files.exists(old.folder()), "its code would be pulled from under it");
            assertFalse(Files.exists(laying));
        } finally {
            worker.destroyForcibly().waitFor();
        }
        new OldRuntimes(current).sweep(later);
        assertFalse(Files.exists(old.folder()));
    }

    private RuntimeFolder runtime(String content) throws IOException {
        return new RuntimeFolder(home, List.of(new Part("code.jar", () -> new ByteArrayInputStream(content.getBytes()))), List.of());
    }
}
