package mayfly.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The crash suite in short: one run with a seed that never changes, one with a seed that is drawn and printed. What {@code scripts/crash} does at length. */
class CrashIT {
    private static final Duration TIME = Duration.ofSeconds(12);

    @Test
    void aStormThatIsAlwaysTheSame() throws Exception {
        weather(4);
    }

    @Test
    void aStormThatIsDrawn() throws Exception {
        weather(ThreadLocalRandom.current().nextLong(1_000_000));
    }

    private static void weather(long seed) throws Exception {
        boolean linux = Files.isReadable(Path.of("/proc/self/environ"));
        if (!linux) System.err.println("SKIPPED: the crash suite finds its processes in /proc, and there is none here");
        assumeTrue(linux);
        System.out.println("crash suite, seed " + seed + "; at length: scripts/crash --seed " + seed);
        Path folder = Path.of("target/crash-it/seed-" + seed).toAbsolutePath();
        Main.delete(folder);
        Report report = new Run(seed, folder, 2, 3).carryOut(TIME, Integer.MAX_VALUE);
        System.out.println(report.text());
        assertTrue(report.isClean(), report::text);
        Main.delete(folder);
    }
}
