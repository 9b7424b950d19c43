package mayfly.worker.samples.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a person would want to hear first about a table, as plain sentences. */
final class StandsOut {
    private static final int MOST = 12;
    private static final int MOST_OF_A_KIND = 3;
    private final List<String> sentences = new ArrayList<>();
    private final long rows;
    private final List<Column> columns;

    private StandsOut(List<Column> columns, long rows) {
        this.columns = columns;
        this.rows = rows;
    }

    static List<String> of(Header header, List<Column> columns, List<ColumnProfile> profiles, List<Correlation> correlations, long rows) {
        StandsOut out = new StandsOut(columns, rows);
        header.repeated().stream().limit(MOST_OF_A_KIND).forEach(name -> out.say("Several columns are named %s; they are numbered here.", name));
        if (rows == 0) return List.of("The table has a header and no rows.");
        out.each(out::unparsable, profiles);
        out.correlations(correlations);
        out.singletons();
        out.each(out::extreme, profiles);
        out.key(profiles);
        out.each(out::gaps, profiles);
        out.each(out::constant, profiles);
        return out.sentences.stream().limit(MOST).toList();
    }

    private interface Look {
        boolean at(ColumnProfile column);
    }

    private void each(Look look, List<ColumnProfile> profiles) {
        int said = 0;
        for (ColumnProfile column : profiles) {
            if (said < MOST_OF_A_KIND && look.at(column)) said++;
        }
    }

    private boolean say(String sentence, Object... with) {
        return sentences.add(sentence.formatted(with));
    }

    private boolean unparsable(ColumnProfile c) {
        if (c.unparsable() == 0) return false;
        return say("%s holds %s that %s not %s.", c.name(), Words.count(c.unparsable(), "value"), c.unparsable() == 1 ? "is" : "are",
                Kind.valueOf(c.type().toUpperCase(Locale.ROOT)).one());
    }

    private void correlations(List<Correlation> correlations) {
        correlations.stream().filter(c -> Math.abs(c.r()) >= .5 && c.rows() >= 10).limit(MOST_OF_A_KIND).forEach(c -> {
            String over = Words.coefficient(c.r()) + " over " + Words.count(c.rows(), "row");
            if (c.r() < 0) say("%s falls as %s rises: r = %s.", c.b(), c.a(), over);
            else say("%s and %s move together%s: r = %s.", c.a(), c.b(), c.r() >= .8 ? " closely" : "", over);
        });
    }

    /** One value that occurs once among few that occur often. */
    private void singletons() {
        int said = 0;
        for (Column column : columns) {
            Values values = column.values();
            if (said == MOST_OF_A_KIND || column.type() != Kind.TEXT || !values.exact() || values.distinct() > 12 || column.filled() < 30) continue;
            List<Values.Seen> seen = values.top(12);
            Values.Seen last = seen.get(seen.size() - 1);
            if (seen.size() < 2 || last.count() > 1 || seen.get(seen.size() - 2).count() < 5) continue;
            List<String> others = seen.stream().limit(seen.size() - 1).map(Values.Seen::value).toList();
            String named = others.size() > 3 ? others.size() + " others occur often" : others.size() == 1 ? "the other value is " + others.get(0)
                    : "the other values are " + others.stream().limit(others.size() - 1).collect(Collectors.joining(", "))
                            + " and " + others.get(others.size() - 1);
            say("%s holds “%s” once, in row %s; %s.", column.name, last.value(), Words.count(last.row()), named);
            said++;
        }
    }

    /** An end of the range that lies far from nearly all numbers. */
    private boolean extreme(ColumnProfile c) {
        if (!c.numeric() || c.filled() < 30) return false;
        double low = ((Number) c.quantiles().get("p5")).doubleValue();
        double high = ((Number) c.quantiles().get("p95")).doubleValue();
        double far = 5 * (high - low);
        double max = ((Number) c.max()).doubleValue();
        double min = ((Number) c.min()).doubleValue();
        if (far > 0 && max > high + far) return say("%s reaches %s, while 95 %% of it lies up to %s.", c.name(), Words.number(max), Words.number(high));
        return far > 0 && min < low - far && say("%s goes down to %s, while 95 %% of it lies from %s.", c.name(), Words.number(min), Words.number(low));
    }

    private void key(List<ColumnProfile> profiles) {
        for (ColumnProfile c : profiles) {
            // Whole numbers are often all different by chance: only the first column, where keys stand, is believed.
            boolean likely = !c.numeric() || c.type().equals("integer") && c == profiles.get(0);
            if (!likely || c.missing() > 0 || rows < 2 || c.unparsable() > 0) continue;
            if (c.distinctExact() && c.distinct() == rows) {
                say("%s could serve as the key: every row has a value and no two are the same.", c.name());
                return;
            }
            if (!c.distinctExact() && c.top().isEmpty() && c.distinct() >= .95 * rows) {
                say("%s may be a key: every row has a value, and nearly all seem to differ.", c.name());
                return;
            }
        }
    }

    private boolean gaps(ColumnProfile c) {
        if (c.filled() == 0) return say("%s is empty.", c.name());
        return c.missing() * 5 >= rows && say("%s has no value in %s of the rows.", c.name(), Words.percent(c.missing(), rows));
    }

    private boolean constant(ColumnProfile c) {
        return c.distinctExact() && c.distinct() == 1 && c.filled() > 1 && say("%s holds one value only: “%s”.", c.name(), c.top().get(0).value());
    }
}
