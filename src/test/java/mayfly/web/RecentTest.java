package mayfly.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RecentTest {
    @Test
    void keepsWhatIsAskedForAndIsBounded() {
        var recent = new Recent<Integer, String>(100);
        recent.put(-1, "often");
        for (int i = 0; i < 10_000; i++) {
            recent.put(i, "value " + i);
            assertEquals("often", recent.get(-1));
            assertEquals("value " + i, recent.get(i));
            assertTrue(recent.size() <= 101, recent.size() + " are held");
        }
        assertNull(recent.get(1));
    }
}
