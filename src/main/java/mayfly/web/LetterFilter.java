package mayfly.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import mayfly.job.FailureKind;
import mayfly.queue.LetterQuery;

/**
 * Which failed jobs the operator's page lists, as its address or the form that it sends says.
 *
 * @param kind    null = of any kind
 * @param again   those that have been run again
 * @param process null = of any process
 * @param page    from 1
 */
record LetterFilter(FailureKind kind, boolean again, String process, int page) {
    static final String PATH = "/operator/failed";
    private static final int SIZE = 20;

    /** @param value value of a parameter by its name; empty where there is none */
    static LetterFilter of(Function<String, String> value, long page) {
        String kind = value.apply("kind");
        FailureKind one = Arrays.stream(FailureKind.values()).filter(k -> word(k).equals(kind)).findFirst().orElse(null);
        return new LetterFilter(one, kind.equals("again"), value.apply("process").isEmpty() ? null : value.apply("process"), (int) Math.max(1, Math.min(100_000, page)));
    }

    static LetterFilter of(Ask ask) {
        return of(ask::query, ask.number("page", 1));
    }

    static String word(FailureKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    LetterQuery query() {
        return new LetterQuery(kind, again, process, before(), SIZE, 0);
    }

    /** All of them, from those that steps before have passed over, as things stood then. */
    LetterQuery all(long passed, long until) {
        return new LetterQuery(kind, false, process, passed, LetterQuery.MOST, until);
    }

    long before() {
        return (page - 1L) * SIZE;
    }

    LetterFilter of(FailureKind other, boolean again) {
        return new LetterFilter(other, again, process, 1);
    }

    LetterFilter onPage(int other) {
        return new LetterFilter(kind, again, process, other);
    }

    /** As the address says it; empty = any that has not been run again. */
    String kindWord() {
        return again ? "again" : kind == null ? "" : word(kind);
    }

    /** Path and query of the page that lists these. */
    String here() {
        var query = new ArrayList<String>();
        if (!kindWord().isEmpty()) query.add("kind=" + kindWord());
        if (process != null) query.add("process=" + URLEncoder.encode(process, StandardCharsets.UTF_8));
        if (page > 1) query.add("page=" + page);
        return PATH + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }
}
