package mayfly.launch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FreeMemoryTest {
    @Test
    void memoryIsShortBelowAShareOfAllAndBelowAFloor() {
        assertFalse(FreeMemory.isShort(told(24_000_000, 2_000_000)));
        assertTrue(FreeMemory.isShort(told(24_000_000, 1_100_000)), "less than 5 %");
        assertTrue(FreeMemory.isShort(told(1_000_000, 200_000)), "less than 256 MiB");
        assertFalse(FreeMemory.isShort(told(1_000_000, 300_000)));
    }

    @Test
    void whereNobodyTellsItIsNotShort() {
        assertFalse(FreeMemory.isShort("MemTotal:       24000000 kB\n"));
    }

    private static String told(long total, long available) {
        return "MemTotal:       " + total + " kB\nMemFree:          100 kB\nMemAvailable:   " + available + " kB\nSwapTotal: 0 kB\n";
    }
}
