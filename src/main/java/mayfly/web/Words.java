package mayfly.web;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import mayfly.job.Progress;

/** Numbers, sizes and durations as people read them. The space before a unit does not break. Templates know it as {@code say}. */
public final class Words {
    private static final char NBSP = '\u00a0';
    private static final String[] ORDINALS = {"First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"};
    private static final Pattern BREAKS = Pattern.compile("[\\r\\n\\t]+");
    private static final Pattern TURNING = Pattern.compile("[\\u202a-\\u202e\\u2066-\\u2069\\u200e\\u200f]");
    private static final String[] SIZES = {"kB", "MB", "GB", "TB", "PB"};
    private static final String[] MEMORY = {"KiB", "MiB", "GiB", "TiB"};

    /** "4,536". */
    public String count(long n) {
        String digits = Long.toString(n);
        int first = digits.length() % 3 == 0 ? 3 : digits.length() % 3;
        if (n < 0 || digits.length() <= 3) return n < 0 ? String.format(Locale.ROOT, "%,d", n) : digits;
        var out = new StringBuilder(digits.length() * 4 / 3).append(digits, 0, first);
        for (int i = first; i < digits.length(); i += 3) out.append(',').append(digits, i, i + 3);
        return out.toString();
    }

    /** "1 job", "2 jobs". */
    public String count(long n, String one, String many) {
        return count(n) + NBSP + (n == 1 ? one : many);
    }

    /** How far a job says it is: "214 of 2,000 numbers", "159 MB of 329 MB", "214 done". {@code unit}: see ProcessDescription.Run. */
    public String progress(Progress p, String unit) {
        boolean bytes = unit.equals("bytes");
        String current = bytes ? size(p.current()) : count(p.current());
        if (p.total() == 0) return current + (unit.isEmpty() || bytes ? "" : NBSP + unit) + " done";
        return current + " of " + (bytes ? size(p.total()) : count(p.total()) + (unit.isEmpty() ? "" : NBSP + unit));
    }

    /** "12 ms", "3.1 s", "1 min 49 s", "2 h 5 min", "7 days": two units at most, tenths below ten seconds, thousandths below a tenth. */
    public String duration(Duration d) {
        long millis = d.toMillis();
        if (millis > 0 && millis < 95) return millis + "" + NBSP + "ms";
        double seconds = millis / 1000.0;
        if (seconds < 9.95) return tenths((Math.max(0, d.toMillis()) + 50) / 100) + NBSP + "s";
        long s = Math.round(seconds);
        if (s < 60) return s + "" + NBSP + "s";
        if (s < 3600) return pair(s / 60, "min", s % 60, "s");
        if (s < 172_800) return pair(s / 3600, "h", s % 3600 / 60, "min");
        return pair(s / 86_400, "days", s % 86_400 / 3600, "h");
    }

    /** A duration as an estimate is said: 10 s steps above a minute, whole minutes above ten. */
    public String roughly(Duration d) {
        long s = Math.max(1, Math.round(d.toMillis() / 1000.0));
        if (s > 36_000) s = Math.round(s / 3600.0) * 3600;
        else if (s > 600) s = Math.round(s / 60.0) * 60;
        else if (s > 60) s = Math.round(s / 10.0) * 10;
        else if (s > 20) s = Math.round(s / 5.0) * 5;
        return duration(Duration.ofSeconds(s));
    }

    /** Size of a file: "525 bytes", "67 kB", "2.0 GB" (powers of 1000). */
    public String size(long bytes) {
        return bytes < 1000 ? count(bytes, "byte", "bytes") : scaled(bytes, 1000, SIZES);
    }

    /** Memory: "92 MiB", "2 GiB" (powers of 1024). */
    public String memory(long bytes) {
        return bytes < 1024 ? count(bytes, "byte", "bytes") : scaled(bytes, 1024, MEMORY);
    }

    /** "Third", "12th". */
    public String ordinal(long n) {
        if (n >= 1 && n <= ORDINALS.length) return ORDINALS[(int) n - 1];
        String end = n % 100 / 10 == 1 ? "th" : n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th";
        return count(n) + end;
    }

    /** A number for reading: grouped, six significant digits behind the point; the downloads hold it whole. */
    public String number(Number n) {
        if (n == null) return "";
        var exact = new BigDecimal(n.toString());
        if (exact.signum() == 0) return "0";
        double size = Math.abs(exact.doubleValue());
        if (exact.stripTrailingZeros().scale() <= 0 && size < 1e15) return String.format(Locale.ROOT, "%,d", exact.toBigInteger());
        if (size >= 1e15 || size < 1e-5) return String.format(Locale.ROOT, "%.5e", exact);
        BigDecimal round = exact.round(new MathContext(Math.max(6, (int) Math.ceil(Math.log10(size)) + 1))).stripTrailingZeros();
        String plain = round.toPlainString();
        int point = plain.indexOf('.');
        String whole = String.format(Locale.ROOT, "%,d", round.toBigInteger());
        return (round.signum() < 0 && whole.equals("0") ? "-0" : whole) + (point < 0 ? "" : plain.substring(point));
    }

    /** A name from outside, fit for one line: marks that turn the reading direction are shown, and 120 characters are enough. */
    public String name(String name) {
        if (name == null) return "";
        String shown = line(name);
        if (shown.length() <= 120) return shown;
        int cut = Character.isHighSurrogate(shown.charAt(116)) ? 116 : 117;
        return shown.substring(0, cut) + "…";
    }

    /** A text from outside, fit for one line, whole: marks that turn the reading direction are shown. */
    public String line(String text) {
        return TURNING.matcher(BREAKS.matcher(text.strip()).replaceAll(" ")).replaceAll("\ufffd");
    }

    private String scaled(long bytes, int base, String[] units) {
        double n = bytes;
        int unit = -1;
        while (n >= base - 0.5 && unit < units.length - 1) {
            n /= base;
            unit++;
        }
        return trim(String.format(Locale.ROOT, n < 9.95 ? "%.1f" : "%.0f", n)) + NBSP + units[unit];
    }

    private static String pair(long a, String unit, long b, String smaller) {
        String first = a + "" + NBSP + (unit.equals("days") && a == 1 ? "day" : unit);
        return b == 0 ? first : first + " " + b + NBSP + smaller;
    }

    private static String tenths(long n) {
        return n % 10 == 0 ? Long.toString(n / 10) : n / 10 + "." + n % 10;
    }

    private static String trim(String n) {
        return n.endsWith(".0") ? n.substring(0, n.length() - 2) : n;
    }
}
