package mayfly.job;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them in settings and descriptions: "90 s", "30min", "7d"; "64 MiB", "2GB", "512". */
public final class Amount {
    private static final Pattern FORM = Pattern.compile("(\\d{1,15})(?:\\.(\\d))?\\s*([A-Za-z]*)");
    private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> BYTES = Map.of("", 1L, "b", 1L, "kb", 1000L, "mb", 1_000_000L, "gb", 1_000_000_000L,
            "tb", 1_000_000_000_000L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30, "tib", 1L << 40);

    private Amount() { }

    /**
     * @param text a whole number, or one with one decimal, and a unit: ms, s, min, h or d; "0" alone is zero
     * @throws IllegalArgumentException when it is anything else, saying what is accepted
     */
    public static Duration duration(String text) {
        if (text.strip().equals("0")) return Duration.ZERO;
        return Duration.ofMillis(read(text, MILLIS, "a number and a unit such as 90 s, 30 min, 12 h or 7 d"));
    }

    /**
     * @param text a whole number, or one with one decimal, and a unit: kB, MB, GB, TB (powers of 1000), KiB, MiB, GiB, TiB
     *             (powers of 1024), or none for bytes
     * @return bytes
     * @throws IllegalArgumentException when it is anything else, saying what is accepted
     */
    public static long bytes(String text) {
        return read(text, BYTES, "a number of bytes with a unit such as 500 kB, 64 MiB or 2 GB");
    }

    private static long read(String text, Map<String, Long> units, String accepted) {
        Matcher m = FORM.matcher(text.strip());
        Long unit = m.matches() ? units.get(m.group(3).toLowerCase(Locale.ROOT)) : null;
        if (unit == null) throw new IllegalArgumentException("write " + accepted + "; found “" + text + "”");
        try {
            long tenths = Math.addExact(Math.multiplyExact(Long.parseLong(m.group(1)), 10), m.group(2) == null ? 0 : Long.parseLong(m.group(2)));
            return Math.multiplyExact(tenths, unit) / 10;
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("too large: “" + text + "”; write " + accepted, e);
        }
    }
}
