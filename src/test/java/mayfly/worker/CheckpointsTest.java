package mayfly.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import mayfly.job.RunFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint is whole or not at all, whatever happens while it is written, and one that cannot be read does no harm. */
class CheckpointsTest {
    public record Point(String name, double x, List<Long> seen) { }

    public record Other(String name, double y, List<Long> seen) { }

    public record Dated(LocalDate day, Map<Integer, String> names) { }

    private static final Point POINT = new Point("a \"b\" é 😀\n", 0.1, List.of(1L, Long.MAX_VALUE));
    @TempDir
    Path home;
    private RunFolder first;
    private RunFolder second;

    @BeforeEach
    void lay() throws IOException {
        first = folder(1);
        second = folder(2);
    }

    private RunFolder folder(int attempt) throws IOException {
        var folder = new RunFolder(home, "0".repeat(22), attempt);
        Files.createDirectories(folder.path());
        return folder;
    }

    /** As the launcher does. */
    private JobHandle next() throws IOException {
        Files.deleteIfExists(second.resume());
        Files.createLink(second.resume(), first.checkpoint());
        return new JobHandle(second);
    }

    @Test
    void whatWasSavedComesBack() throws IOException {
        var job = new JobHandle(first);
        assertEquals(Optional.empty(), job.resume(Point.class));
        assertEquals(Optional.empty(), new JobHandle(second).resume(Point.class), "no attempt before has saved");
        assertTrue(job.checkpoint(new Point("old", 1, List.of())));
        assertTrue(job.checkpoint(POINT));
        assertEquals(POINT, next().resume(Point.class).orElseThrow());
        var dated = new Dated(LocalDate.of(2026, 11, 24), Map.of(1, "one"));
        assertTrue(job.checkpoint(dated), "one for databind");
        assertEquals(dated, next().resume(Dated.class).orElseThrow());
        assertTrue(job.checkpoint(Map.of("a", List.of(1, "x"))));
        assertEquals(Map.of("a", List.of(1, "x")), next().resume(Map.class).orElseThrow());
        assertTrue(job.checkpointBytes(out -> out.write(new byte[] {1, 2, 3})));
        assertEquals(List.of(3, 3), next().resumeBytes(in -> List.of(in.readAllBytes().length, 3)).orElseThrow());
    }

    @Test
    void anEarlierAttemptThatGoesOnDisturbsNobody() throws IOException {
        var frozen = new JobHandle(first);
        frozen.checkpoint(POINT);
        JobHandle job = next();
        frozen.checkpoint(new Point("late", 2, List.of()));
        assertEquals(POINT, job.resume(Point.class).orElseThrow());
        assertTrue(job.checkpoint(new Point("mine", 3, List.of())));
        assertEquals(POINT, job.resume(Point.class).orElseThrow(), "what it began with");
    }

    @Test
    void cutOffOrChangedAnywhereItIsNotReadAndTheAttemptBeginsAnew() throws IOException {
        new JobHandle(first).checkpoint(POINT);
        byte[] whole = Files.readAllBytes(first.checkpoint());
        for (int i = whole.length - 1; i >= 0; i -= 3) {
            Files.write(first.checkpoint(), Arrays.copyOf(whole, i));
            assertEquals(Optional.empty(), next().resume(Point.class));
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            Files.write(first.checkpoint(), changed);
            assertEquals(Optional.empty(), next().resume(Point.class));
        }
    }

    @Test
    void anotherVersionsStateIsNotRead() throws IOException {
        new JobHandle(first).checkpoint(POINT);
        assertEquals(Optional.empty(), next().resume(Other.class));
        assertEquals(Optional.empty(), next().resumeBytes(in -> new DataInputStream(in).readUTF().repeat(-1)));
    }

    @Test
    void aFullDiskIsToldAndTheCheckpointBeforeCountsOn() throws IOException {
        var job = new JobHandle(first);
        job.checkpoint(POINT);
        Path part = first.checkpoint().resolveSibling("checkpoint.part");
        Files.createSymbolicLink(part, Path.of("/dev/full"));
        assertFalse(job.checkpoint(new Point("x".repeat(1 << 20), 1, List.of())));
        assertEquals(POINT, next().resume(Point.class).orElseThrow());
        assertFalse(job.checkpointBytes(out -> {
            out.write(1);
            throw new IOException("a disk of its own");
        }));
        assertEquals(POINT, next().resume(Point.class).orElseThrow());
        assertTrue(job.checkpoint(new Point("room again", 1, List.of())));
        assertFalse(Files.exists(part));
    }

    public static final class NoValue {
        public String getText() {
            throw new IllegalStateException("no text");
        }
    }

    @Test
    void whatIsNoJsonIsTheAuthorsMistake() throws IOException {
        var job = new JobHandle(first);
        job.checkpoint(POINT);
        assertThrows(IllegalArgumentException.class, () -> job.checkpoint(Map.of("a", new NoValue())));
        assertEquals(POINT, next().resume(Point.class).orElseThrow());
    }

    /** An interrupt is how a computation is asked to save: at any moment, also while it does. */
    @Test
    void interruptedAtAnyMomentEachIsWholeAndTheInterruptIsKept() throws Exception {
        var job = new JobHandle(first);
        Thread.currentThread().interrupt();
        assertTrue(job.checkpoint(POINT));
        assertTrue(Thread.interrupted(), "the interrupt was lost");
        Thread saving = Thread.currentThread();
        var over = new AtomicBoolean();
        var nagging = new Thread(() -> {
            while (!over.get()) saving.interrupt();
        });
        nagging.start();
        try {
            for (int i = 0; i < 50; i++) assertTrue(job.checkpoint(new Point("x".repeat(i * 1000), i, List.of())));
        } finally {
            over.set(true);
            while (nagging.isAlive()) Thread.onSpinWait();
            Thread.interrupted();
        }
        assertEquals(49, next().resume(Point.class).orElseThrow().x());
    }

    /** Saves as fast as it can, until it is killed, and says which it has saved. */
    public static final class Saving {
        public static void main(String[] args) {
            var job = new JobHandle(new RunFolder(Path.of(args[0]), "0".repeat(22), 1));
            for (long i = 0; ; i++) {
                if (!job.checkpoint(new Point("x".repeat((int) (i % 100) * 3000), i, List.of()))) throw new IllegalStateException("not saved");
                System.out.println(i);
            }
        }
    }

    @Test
    void killedAtAnyMomentItHasAllThatWasSaid() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        for (int kill = 0; kill < 4; kill++) {
            Path said = home.resolve("said");
            Process process = new ProcessBuilder(java.toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Saving.class.getName(), home.toString())
                    .redirectOutput(said.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            while (Files.size(said) < 20 + kill * 30 && process.isAlive()) Thread.onSpinWait();
            process.destroyForcibly().waitFor();
            List<String> lines = Files.readString(said).lines().toList();
            long last = Long.parseLong(lines.get(lines.size() - 2));
            double read = next().resume(Point.class).orElseThrow().x();
            assertTrue(read >= last, read + " was read, " + last + " was said to be saved");
        }
    }
}
