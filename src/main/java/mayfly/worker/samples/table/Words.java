package mayfly.worker.samples.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers, shares and dates as people read them, and as JSON carries them. */
final class Words {
    private Words() { }

    /** Four digits that count, at least one decimal unless whole; thousands parted by commas: 4,201.8. */
    static String number(double x) {
        if (x == Math.rint(x) && Math.abs(x) < 1e15) return count((long) x);
        if (Double.isNaN(x)) return "–";
        int magnitude = (int) Math.floor(Math.log10(Math.abs(x)));
        if (magnitude < -4 || magnitude >= 15) return String.format(Locale.ROOT, "%.3e", x).replace("-", "−");
        int decimals = Math.max(1, Math.min(7, 3 - magnitude));
        String digits = String.format(Locale.ROOT, "%,." + decimals + "f", x);
        return digits.replaceAll("(\\.\\d+?)0+$", "$1").replace('-', '−');
    }

    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n).replace('-', '−');
    }

    /** "1 row", "2 rows". */
    static String count(long n, String one) {
        return count(n) + " " + one + (n == 1 ? "" : "s");
    }

    /** One decimal, never rounded up to 100 or down to 0: those mean all and none. */
    static String percent(long part, long whole) {
        if (whole == 0 || part == 0) return "0 %";
        if (part == whole) return "100 %";
        double share = Math.max(.1, Math.min(99.9, 100.0 * part / whole));
        return String.format(Locale.ROOT, "%.1f %%", share);
    }

    /** A coefficient with two decimals and a true minus. */
    static String coefficient(double r) {
        return String.format(Locale.ROOT, "%.2f", r).replace('-', '−');
    }

    /** For JSON: a whole number without a point, others with twelve digits that count. */
    static Number plain(double x) {
        if (x == Math.rint(x) && Math.abs(x) < 1L << 53) return (long) x;
        return new BigDecimal(x).round(new MathContext(12)).doubleValue();
    }

    /** A value of a column of this kind, for JSON. */
    static Object value(double x, Kind kind) {
        return kind.family() == Kind.DATETIME ? Moment.word(x, kind == Kind.DATETIME) : plain(x);
    }

    /** A value of a column of this kind, for people. Of a time, the minute. */
    static String shown(double x, Kind kind) {
        if (kind.family() != Kind.DATETIME) return number(x);
        String word = Moment.word(x, kind == Kind.DATETIME);
        return kind == Kind.DATE ? word : word.substring(0, Math.min(16, word.length())).replace('T', ' ');
    }
}
