package mayfly.worker.samples.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts the parts of a profile together. */
record Assembly(TableFile file, TableFormat format, TableSettings settings, Header header) {
    private static final int FAULTS_INSIDE = 100;

    /** What the pass counted; {@code keysCompared} null when all keys were compared, or none. */
    record Counts(long rows, long complete, long blankLines, Long keysCompared) { }

    Profile profile(List<Column> columns, List<ColumnProfile> profiles, List<Correlation> pairs, Faults faults, Counts counts) {
        return new Profile(table(), totals(profiles, faults, counts), StandsOut.of(header, columns, profiles, pairs, counts.rows()),
                profiles, pairs.stream().map(c -> new Correlation(c.a(), c.b(), Words.plain(c.r()).doubleValue(), c.rows())).toList(),
                new Profile.FaultSummary(faults.listedRows(), reasons(profiles, faults), faults.first(FAULTS_INSIDE), counts.keysCompared()));
    }

    private Profile.Table table() {
        return new Profile.Table(file.name(), file.size(), file.gzip(), format.charset().name(), format.delimiterName(),
                format.decimal() == ',' ? "comma" : "point", settings.header());
    }

    private Profile.Totals totals(List<ColumnProfile> profiles, Faults faults, Counts counts) {
        long filled = profiles.stream().mapToLong(ColumnProfile::filled).sum();
        long cells = counts.rows() * profiles.size();
        return new Profile.Totals(counts.rows(), profiles.size(), types(profiles), cells, filled, cells - filled, counts.complete(),
                faults.rows(), counts.blankLines());
    }

    /** "4 numbers, 3 texts": whole and other numbers together, as are dates and times. */
    private static String types(List<ColumnProfile> profiles) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (ColumnProfile column : profiles) {
            String word = switch (column.type()) {
                case "integer" -> "number";
                case "datetime" -> "date";
                default -> column.type();
            };
            counts.merge(word, 1L, Long::sum);
        }
        return counts.entrySet().stream().map(e -> e.getKey().equals("empty") ? e.getValue() + " empty" : Words.count(e.getValue(), e.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static List<Profile.ReasonCount> reasons(List<ColumnProfile> profiles, Faults faults) {
        List<Profile.ReasonCount> counts = new ArrayList<>();
        long unparsable = profiles.stream().mapToLong(ColumnProfile::unparsable).sum();
        if (unparsable > 0) counts.add(new Profile.ReasonCount(Reason.UNPARSABLE.words(), unparsable));
        faults.counts().forEach((reason, count) -> counts.add(new Profile.ReasonCount(reason.words(), count)));
        return counts;
    }
}
