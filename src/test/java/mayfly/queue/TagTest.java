package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TagTest {
    @Test
    void namesWhatIsShown() {
        assertEquals(Tag.of("a", 1, List.of("x")), Tag.of("a", 1, List.of("x")));
        assertNotEquals(Tag.of("a", "b"), Tag.of("b", "a"));
        assertNotEquals(Tag.of("ab", "c"), Tag.of("a", "bc"));
        assertNotEquals(Tag.of("a", null), Tag.of("a"));
        assertTrue(Tag.of("a").matches("\"[\\w-]{20}\""), Tag.of("a"));
    }

    @Test
    void isKnownByAnyOfTheTagsThatAClientHas() {
        String tag = Tag.of("a");
        for (String header : List.of(tag, "W/" + tag, "\"x\", " + tag + ",\"y\"", "*", " " + tag + " ")) assertTrue(Tag.isKnown(header, tag), header);
        for (String header : List.of("", "\"x\"", tag.replace("\"", ""), "\"*\"")) assertFalse(Tag.isKnown(header, tag), header);
        assertFalse(Tag.isKnown(null, tag));
    }
}
