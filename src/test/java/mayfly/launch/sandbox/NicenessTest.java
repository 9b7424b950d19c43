package mayfly.launch.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NicenessTest {
    @Test
    void itsOwnIsWhatAProgramInherits() throws Exception {
        assertEquals(Integer.toString(Niceness.own()), Quiet.run(List.of("nice"), null).output().strip());
    }

    /** A server started with Nice=5 had added its own to what was asked for, and refused the sandbox that was nicer than that. */
    @Test
    void whatIsAskedForIsReachedAndNotAddedUp() {
        assertEquals(7, Niceness.beyond(0, 7));
        assertEquals(2, Niceness.beyond(5, 7));
        assertEquals(0, Niceness.beyond(9, 7));
        assertEquals(12, Niceness.beyond(-5, 7));
    }
}
