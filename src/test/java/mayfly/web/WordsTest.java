package mayfly.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {
    private final Words say = new Words();

    private static String plain(String text) {
        return text.replace('\u00a0', ' ');
    }

    @Test
    void durationsSayTwoUnitsAtMost() {
        var cases = Map.of(0L, "0 s", 12L, "12 ms", 400L, "0.4 s", 3100L, "3.1 s", 12_000L, "12 s", 59_600L, "1 min", 109_000L, "1 min 49 s", 7_500_000L, "2 h 5 min", 604_800_000L, "7 days",
                190_800_000L, "2 days 5 h");
        cases.forEach((millis, words) -> assertEquals(words, plain(say.duration(Duration.ofMillis(millis)))));
    }

    @Test
    void estimatesAreRounded() {
        var cases = Map.of(147L, "2 min 30 s", 33L, "35 s", 700L, "12 min", 12L, "12 s", 0L, "1 s");
        cases.forEach((seconds, words) -> assertEquals(words, plain(say.roughly(Duration.ofSeconds(seconds)))));
    }

    @Test
    void sizesAndMemoryDifferInTheirBase() {
        assertEquals(List.of("1 byte", "525 bytes", "5.6 kB", "67 kB", "1 MB", "2 GB"), List.of(1L, 525L, 5600L, 67_119L, 999_900L, 2_000_000_000L).stream().map(n -> plain(say.size(n))).toList());
        assertEquals("2 GiB", plain(say.memory(2L << 30)));
    }

    @Test
    void numbersAreReadable() {
        var cases = Map.of(42, "42", 4536, "4,536", -1234567, "-1,234,567");
        cases.forEach((n, words) -> assertEquals(words, say.number(n)));
        assertEquals("43.9219", say.number(43.92192982456142));
        assertEquals("1,234.5", say.number(1234.5));
        assertEquals("-0.5", say.number(-0.5));
        assertEquals("1.23457e-07", say.number(1.234567e-7));
        assertEquals("123,456,789.1", say.number(123456789.12));
    }

    @Test
    void ordinals() {
        assertEquals(List.of("First", "Tenth", "11th", "21st", "22nd", "103rd", "112th"), List.of(1L, 10L, 11L, 21L, 22L, 103L, 112L).stream().map(say::ordinal).toList());
    }

    @Test
    void namesAreHarmlessAndShort() {
        assertEquals("a \ufffdgpj.exe", say.name("a\r\n\u202egpj.exe"));
        assertTrue(say.name("x".repeat(10_000)).length() <= 120);
    }
}
