package mayfly.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A choice to keep a job longer. It names the time itself, so that choosing it twice does no more than once.
 *
 * @param until as the form sends it
 * @param word  "1 week longer"
 * @param day   the day of it
 */
public record Longer(String until, String word, Moment day) {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    /** @param latest until when it may be kept at most; what would go beyond ends there; null = it has not ended */
    static List<Longer> of(Instant kept, Instant latest) {
        var all = new ArrayList<Longer>();
        if (kept == null || latest == null) return all;
        if (!kept.plus(WEEK).isAfter(latest)) all.add(longer(kept.plus(WEEK), "1 week longer"));
        if (!kept.plus(MONTH).isAfter(latest)) all.add(longer(kept.plus(MONTH), "30 days longer"));
        else if (latest.isAfter(kept)) all.add(longer(latest, "as long as possible"));
        return all;
    }

    private static Longer longer(Instant until, String word) {
        return new Longer(until.toString(), word, Moment.day(until));
    }
}
