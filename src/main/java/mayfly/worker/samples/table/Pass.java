package mayfly.worker.samples.table;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import mayfly.worker.InputException;

/** What has been found out about a table, row by row. Between two rows it can be saved, and restored into one that has been made in the same way. */
final class Pass {
    private final TableSettings settings;
    private final TableFormat format;
    private final Header header;
    private final Cell cell;
    private final Column[] columns;
    private final Correlations correlations;
    private final RowStore store;
    private final Faults faults;
    private final int key;
    private final Keys keys;
    private long rows;
    private long complete;

    /**
     * @param expected family of each column's kind, null where none is known
     * @param store    for the faulty rows, empty
     * @throws InputException when the key column is not in the table
     */
    Pass(TableSettings settings, TableFormat format, Header header, List<Kind> expected, RowStore store) throws InputException {
        this.settings = settings;
        this.format = format;
        this.header = header;
        this.store = store;
        cell = new Cell(format.decimal(), new MissingWords(settings.missing()));
        faults = new Faults(settings.faults(), store);
        key = settings.keyed() ? header.place(settings.key().strip()) : -1;
        keys = settings.keyed() ? new Keys() : null;
        int count = header.names().size();
        Budget budget = Budget.of(count);
        columns = new Column[count];
        for (int i = 0; i < count; i++) columns[i] = new Column(header.names().get(i), budget, expected.get(i));
        correlations = new Correlations(List.of(columns));
    }

    long rows() {
        return rows;
    }

    /** @param invalidSeen whether any bytes of the file so far were not valid */
    void row(Row row, boolean invalidSeen) throws IOException {
        rows++;
        int filled = 0;
        char[] text = row.text();
        int begin = 0;
        for (int i = 0; i < columns.length; i++) {
            Column column = columns[i];
            if (i >= row.kept()) {
                column.missing();
                if (i == key) faults.add(Reason.MISSING_KEY, i, fault(row, i, "", "the key is missing"));
                continue;
            }
            int end = row.end(i);
            if (cell.read(text, begin, end) != Kind.EMPTY) filled++;
            if (column.add(cell, text, end - begin, rows)) odd(row, i);
            if (i == key) key(row);
            begin = end;
        }
        if (filled == columns.length) complete++;
        correlations.row();
        if (row.cells() != columns.length) ragged(row);
        if (row.overlong() >= 0) overlong(row);
        if (invalidSeen) invalid(row);
        faults.end(row, rows);
    }

    private void odd(Row row, int i) {
        Column column = columns[i];
        if (column.givesUp()) {
            faults.acquit(i);
            return;
        }
        if (column.expected() == Kind.TEXT) return;
        faults.add(Reason.UNPARSABLE, i, fault(row, i, found(row, i), "not " + column.expected().one()));
    }

    private void key(Row row) {
        if (cell.kind() == Kind.EMPTY) {
            faults.add(Reason.MISSING_KEY, key, fault(row, key, found(row, key), "the key is missing"));
            return;
        }
        long earlier = keys.add(Mark.of(row.text(), cell.begin(), cell.end()), rows);
        if (earlier > 0) {
            faults.add(Reason.DUPLICATE_KEY, key, fault(row, key, found(row, key), "the key is that of row " + Words.count(earlier)));
        }
    }

    private void ragged(Row row) {
        int apart = row.cells() - columns.length;
        String reason = apart < 0 ? Words.count(-apart, "cell") + " too few" : Words.count(apart, "cell") + " too many";
        faults.add(Reason.RAGGED, -1, new Fault(rows, row.line(), null, Words.count(row.cells(), "cell") + " of " + columns.length, reason));
    }

    private void overlong(Row row) {
        int i = row.overlong();
        String reason = "overlong: %s characters, looked at up to %s".formatted(Words.count(row.overlongLength()), Words.count(row.end(i) - row.begin(i)));
        faults.add(Reason.OVERLONG, i, fault(row, i, found(row, i), reason));
    }

    private void invalid(Row row) {
        for (int i = 0; i < row.kept(); i++) {
            if (row.hasInvalid(i)) faults.add(Reason.INVALID_BYTES, i, fault(row, i, found(row, i), "bytes that are not valid in " + format.charset()));
        }
    }

    private Fault fault(Row row, int i, String found, String reason) {
        return new Fault(rows, row.line(), i < columns.length ? columns[i].name : "Column " + (i + 1), found, reason);
    }

    private static String found(Row row, int i) {
        return Values.shown(row.text(), row.begin(i), row.end(i));
    }

    void save(DataOutputStream out) throws IOException {
        out.writeLong(rows);
        out.writeLong(complete);
        for (Column column : columns) column.save(out);
        correlations.save(out);
        if (keys != null) keys.save(out);
        faults.save(out);
        store.save(out);
    }

    void restore(DataInputStream in) throws IOException {
        rows = in.readLong();
        complete = in.readLong();
        for (Column column : columns) column.restore(in);
        correlations.restore(in);
        if (keys != null) keys.restore(in);
        faults.restore(in);
        store.restore(in);
    }

    /** What came out. Call it once, after the last row. */
    Profiler.Result result(TableFile file, long blankLines) {
        judge();
        List<Correlation> pairs = correlations.strongest();
        List<ColumnProfile> profiles = Arrays.stream(columns).map(column -> Summing.of(column, settings.bins())).toList();
        Profile profile = new Assembly(file, format, settings, header).profile(List.of(columns), profiles, pairs, faults,
                new Assembly.Counts(rows, complete, blankLines, keys == null || !keys.full() ? null : (long) Keys.MOST));
        return new Profiler.Result(profile, header.names(), faults, store);
    }

    /** Now the types are known: what was on trial in columns of another type is no fault. */
    private void judge() {
        for (int i = 0; i < columns.length; i++) {
            Column column = columns[i];
            if (column.type().family() != column.expected()) faults.acquit(i);
        }
    }
}
