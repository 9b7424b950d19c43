package mayfly.catalog;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mayfly.job.Amount;
import mayfly.job.FailureKind;
import mayfly.job.RetryPolicy;

/**
 * Reads {@code retry:} of a description. Every part is optional and then as in {@link RetryPolicy#DEFAULT}: {@code attempts} 3 in all, {@code delay} 10 s, {@code factor} 2,
 * {@code most} 10 min, {@code jitter} 0.2, {@code kinds} [lost, launch].
 */
final class RetryReader {
    private static final List<FailureKind> TRIED_AGAIN = Arrays.stream(FailureKind.values()).filter(k -> k != FailureKind.INPUT && k != FailureKind.DEPENDENCY).toList();
    private static final double MOST_FACTOR = 10;

    private RetryReader() { }

    static RetryPolicy read(Section retry) {
        retry.only("attempts", "delay", "factor", "most", "jitter", "kinds");
        RetryPolicy usual = RetryPolicy.DEFAULT;
        int attempts = (int) number(retry, "attempts", usual.attempts(), 1, RetryPolicy.MOST_ATTEMPTS, true);
        Duration delay = retry.parsed("delay", usual.delay(), Amount::duration);
        Duration most = retry.parsed("most", delay.compareTo(usual.most()) > 0 ? delay : usual.most(), Amount::duration);
        if (delay.compareTo(most) > 0) retry.fault("most", "“most” is shorter than “delay”: it is the bound of the delay");
        double factor = number(retry, "factor", usual.factor(), 1, MOST_FACTOR, false);
        double jitter = number(retry, "jitter", usual.jitter(), 0, 1, false);
        return new RetryPolicy(attempts, delay, factor, most, jitter, kinds(retry));
    }

    private static double number(Section retry, String key, double usual, double least, double most, boolean whole) {
        return retry.parsed(key, usual, text -> {
            double value = text.matches(whole ? "\\d{1,9}" : "\\d{1,9}(\\.\\d{1,9})?") ? Double.parseDouble(text) : -1;
            if (value >= least && value <= most) return value;
            throw new IllegalArgumentException(Quote.of(text) + " is no " + (whole ? "whole number" : "number") + " from " + Math.round(least) + " to " + Math.round(most));
        });
    }

    private static Set<FailureKind> kinds(Section retry) {
        if (!retry.has("kinds")) return RetryPolicy.DEFAULT.kinds();
        Set<FailureKind> kinds = EnumSet.noneOf(FailureKind.class);
        for (String text : retry.texts("kinds")) {
            var kind = TRIED_AGAIN.stream().filter(k -> name(k).equals(text.toLowerCase(Locale.ROOT))).findFirst();
            if (kind.isPresent()) kinds.add(kind.get());
            else retry.fault("kinds", Quote.of(text) + " is no kind of failure that can be tried again; there are " + Quote.series(TRIED_AGAIN.stream().map(RetryReader::name).toList(), "and"));
        }
        return kinds;
    }

    private static String name(FailureKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
