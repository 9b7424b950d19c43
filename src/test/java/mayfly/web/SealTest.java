package mayfly.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealTest {
    private final Seal seal = new Seal("0123456789abcdef".getBytes());

    @Test
    void opensWhatItClosedForTheSamePurposeOnly() {
        String closed = seal.close("form", "a.b");
        assertEquals(Optional.of("a.b"), seal.open("form", closed));
        assertEquals(Optional.empty(), seal.open("owner", closed));
        assertEquals(Optional.empty(), seal.open("form", "x" + closed));
        assertEquals(Optional.empty(), seal.open("form", closed.substring(0, closed.length() - 1)));
        assertEquals(Optional.empty(), new Seal("another secret, also long".getBytes()).open("form", closed));
        for (String broken : new String[] {null, "", ".", "a", "a.", ".a"}) assertEquals(Optional.empty(), seal.open("form", broken));
    }

    @Test
    void wantsASecret() {
        assertThrows(IllegalArgumentException.class, () -> new Seal("short".getBytes()));
    }
}
