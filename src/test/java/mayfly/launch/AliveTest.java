package mayfly.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The very process that a record names, whatever the machine's clock has been set to since. */
class AliveTest {
    @Test void byItsStartSinceBoot() throws Exception {
        Path stat = Path.of("/proc/self/stat");
        assumeTrue(Files.exists(stat), "there is no /proc here");
        Process child = new ProcessBuilder("sleep", "100").start();
        String line = Files.readString(Path.of("/proc/" + child.pid() + "/stat"));
        Instant begun = Instant.ofEpochMilli(10 * Long.parseLong(line.substring(line.lastIndexOf(')') + 2).split(" ")[19]));
        assertTrue(Alive.is(child.pid(), begun));
        assertFalse(Alive.is(child.pid(), begun.plusMillis(10)), "another that has its number");
        assertFalse(Alive.is(child.pid(), begun.minusMillis(10)));
        child.destroyForcibly().waitFor();
        assertFalse(Alive.is(child.pid(), begun));
    }

    /** As records of earlier versions have it, and systems without /proc. */
    @Test void byTheCalendar() throws Exception {
        Process child = new ProcessBuilder("sleep", "100").start();
        Instant begun = child.info().startInstant().orElseThrow();
        assertTrue(Alive.is(child.pid(), begun));
        assertTrue(Alive.is(child.pid(), null));
        assertFalse(Alive.is(child.pid(), begun.minus(Duration.ofMinutes(1))));
        assertFalse(Alive.is(0, begun));
        child.destroyForcibly().waitFor();
        assertEquals(false, Alive.is(child.pid(), null));
    }
}
