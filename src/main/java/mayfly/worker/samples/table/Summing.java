package mayfly.worker.samples.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** From a column after the pass to its profile. */
final class Summing {
    private static final int TOP = 5;
    private static final String[] RANKS = {"p5", "p25", "p50", "p75", "p95"};

    private Summing() { }

    static ColumnProfile of(Column column, int bars) {
        Kind kind = column.type();
        Values values = column.values();
        List<ColumnProfile.Top> top = values.top(TOP).stream().map(seen -> new ColumnProfile.Top(seen.value(), seen.count())).toList();
        Numbers.Summary numbers = column.summary(bars);
        if (numbers == null) {
            return new ColumnProfile(column.name, kind.word(), column.filled(), column.missingCells(), column.unparsable(), values.distinct(),
                    values.exact(), null, null, null, null, null, null, top, values.exact(), column.shortest(), column.longest(), null, null,
                    categories(column, top));
        }
        Double deviation = Double.isFinite(numbers.deviation()) ? Words.plain(numbers.deviation()).doubleValue() : null;
        return new ColumnProfile(column.name, kind.word(), column.filled(), column.missingCells(), column.unparsable(), values.distinct(),
                values.exact(), Words.value(numbers.min(), kind), Words.value(numbers.max(), kind), Words.value(numbers.mean(), kind), deviation,
                quantiles(numbers, kind), numbers.exact(), top, values.exact(), column.shortest(), column.longest(),
                bars(numbers.histogram(), kind), shown(numbers, kind), bars(column.name, numbers.histogram(), kind));
    }

    private static Map<String, Object> quantiles(Numbers.Summary numbers, Kind kind) {
        Map<String, Object> quantiles = new LinkedHashMap<>();
        for (int i = 0; i < RANKS.length; i++) quantiles.put(RANKS[i], Words.value(numbers.quantiles()[i], kind));
        return quantiles;
    }

    private static Map<String, String> shown(Numbers.Summary numbers, Kind kind) {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("min", Words.shown(numbers.min(), kind));
        shown.put("median", Words.shown(numbers.quantiles()[2], kind));
        shown.put("mean", Words.shown(numbers.mean(), kind));
        shown.put("max", Words.shown(numbers.max(), kind));
        shown.put("deviation", Words.number(numbers.deviation()) + (kind.family() == Kind.DATETIME ? " days" : ""));
        return shown;
    }

    private static ColumnProfile.Bars bars(Histogram histogram, Kind kind) {
        return new ColumnProfile.Bars(Words.value(histogram.from(), kind), Words.value(histogram.edge(histogram.counts().length), kind),
                histogram.peak(), histogram.counts());
    }

    private static String bars(String name, Histogram histogram, Kind kind) {
        int bars = histogram.counts().length;
        int highest = histogram.highest();
        return "%s: %s from %s to %s; the highest, %s, from %s to %s".formatted(name, Words.count(bars, "bar"), Words.shown(histogram.from(), kind),
                Words.shown(histogram.edge(bars), kind), Words.count(histogram.peak(), "row"), Words.shown(histogram.edge(highest), kind),
                Words.shown(histogram.edge(highest + 1), kind));
    }

    private static String categories(Column column, List<ColumnProfile.Top> top) {
        if (top.isEmpty()) return column.filled() == 0 ? column.name + ": no values" : column.name + ": no value is frequent";
        return column.name + ": " + top.stream().limit(3).map(t -> t.value() + " " + Words.count(t.count())).collect(Collectors.joining(", "));
    }
}
