package mayfly.worker.samples.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The profile's tables as CSV files (UTF-8, RFC 4180). A cell that a spreadsheet would run as a formula is written with an apostrophe
 * before it; numbers keep their sign.
 */
public final class CsvFiles {
    private static final String[] COLUMNS = {"column", "type", "filled", "missing", "unparsable", "distinct", "distinct exact", "min", "p5",
        "p25", "median", "p75", "p95", "max", "mean", "standard deviation", "quantiles exact", "shortest", "longest", "most frequent", "count"};

    private CsvFiles() { }

    /** One line for each column. */
    public static void columns(Profile profile, Path path) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(path)) {
            csv.writeRecord(COLUMNS);
            for (ColumnProfile c : profile.columns()) csv.writeRecord(line(c));
        }
    }

    private static List<String> line(ColumnProfile c) {
        List<Object> line = new ArrayList<>(List.of(c.name(), c.type(), c.filled(), c.missing(), c.unparsable(), c.distinct(), c.distinctExact()));
        line.add(c.min());
        for (String rank : List.of("p5", "p25", "p50", "p75", "p95")) line.add(c.quantiles() == null ? null : c.quantiles().get(rank));
        line.add(c.max());
        line.add(c.mean());
        line.add(c.deviation());
        line.add(c.quantilesExact());
        line.add(c.shortest());
        line.add(c.longest());
        line.add(c.top().isEmpty() ? null : c.top().get(0).value());
        line.add(c.top().isEmpty() ? null : c.top().get(0).count());
        return line.stream().map(value -> value == null ? "" : safe(value.toString())).toList();
    }

    /** The listed faulty rows with all their cells, each with its line, row and what is wrong. */
    public static void faulty(Profiler.Result result, Path path) throws IOException {
        try (RowStore store = result.store(); CsvWriter csv = CsvWriter.builder().build(path)) {
            List<String> header = new ArrayList<>(List.of("line", "row", "fault"));
            result.header().forEach(name -> header.add(safe(name)));
            csv.writeRecord(header);
            store.read((row, cells) -> {
                List<Fault> faults = result.faults().of(row);
                if (faults.isEmpty()) return;
                List<String> line = new ArrayList<>(List.of(String.valueOf(faults.get(0).line()), String.valueOf(row), safe(words(faults))));
                cells.forEach(cell -> line.add(safe(cell)));
                csv.writeRecord(line);
            });
        }
    }

    private static String words(List<Fault> faults) {
        return faults.stream().map(f -> f.column() == null ? f.reason() : f.column() + ": " + f.reason()).collect(Collectors.joining("; "));
    }

    /** As it is, unless a spreadsheet would take it for a formula. */
    static String safe(String cell) {
        if (cell.isEmpty() || "=+-@\t\r".indexOf(cell.charAt(0)) < 0) return cell;
        boolean number = cell.length() > 1 && cell.chars().skip(1).allMatch(c -> c >= '0' && c <= '9' || c == '.' || c == ',' || c == 'e' || c == 'E');
        return number && "+-".indexOf(cell.charAt(0)) >= 0 ? cell : "'" + cell;
    }
}
