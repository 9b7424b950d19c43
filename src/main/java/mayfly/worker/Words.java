package mayfly.worker;

import java.time.Duration;

/** Measures in messages, in words. */
final class Words {
    private Words() { }

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
