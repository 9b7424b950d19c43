package mayfly.worker;

import java.time.Duration;

/** Measures in messages, in words. */
final class Words {
    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

    private Words() { }

    /** "3.1 GiB", "10 MB": in powers of 1024 or of 1000, as whoever wrote it down is likely to have done; with one decimal below 10. */
    static String bytes(long bytes) {
        return bytes(bytes, bytes);
    }

    /** A measure beyond what is allowed, in the same unit; to the byte where the two would look the same. */
    static String measure(long measured, long allowed) {
        String text = bytes(measured, allowed);
        return text.equals(bytes(allowed)) ? measured + " bytes" : text;
    }

    private static String bytes(long bytes, long like) {
        boolean decimal = like % 1000 == 0 && like % (1 << 20) != 0;
        double power = 1;
        int unit = 0;
        while (like >= power * (decimal ? 1000 : 1024) && unit < UNITS.length - 1) {
            power *= decimal ? 1000 : 1024;
            unit++;
        }
        if (unit == 0) return bytes + " bytes";
        long tenths = Math.round(bytes * 10 / power);
        String number = tenths < 100 && tenths % 10 != 0 ? tenths / 10 + "." + tenths % 10 : "" + (tenths + 5) / 10;
        return number + " " + (decimal ? UNITS[unit].replace("i", "").replace("K", "k") : UNITS[unit]);
    }

    /** "45 s", "1.5 s", "5 min", "1 h 30 min". */
    static String duration(Duration d) {
        long ms = d.toMillis();
        if (ms < 10_000 && ms % 1000 != 0) return ms / 1000.0 + " s";
        if (ms < 60_000) return ms / 1000 + " s";
        long min = ms / 60_000;
        if (min < 60) return min + " min" + (ms % 60_000 == 0 ? "" : " " + ms % 60_000 / 1000 + " s");
        return min / 60 + " h" + (min % 60 == 0 ? "" : " " + min % 60 + " min");
    }
}
