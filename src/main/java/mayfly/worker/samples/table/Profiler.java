package mayfly.worker.samples.table;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import mayfly.worker.InputException;
import mayfly.worker.InputFile;
import mayfly.worker.Job;

/** The pass over the table. One instance for one table. */
public final class Profiler {
    private static final int ROWS_BETWEEN_WORDS = 256;
    private final TableSettings settings;
    private final Job job;
    private final TableFile file;
    private final Sample sample;
    private final TableFormat format;
    private final Cell cell;
    private Header header;
    private Column[] columns;
    private Correlations correlations;
    private Faults faults;
    private Keys keys;
    private int key = -1;
    private long rows;
    private long complete;
    private long blankLines;

    /**
     * Reads ahead to learn how the table is to be read.
     *
     * @throws InputException when the file is empty or no table
     */
    public Profiler(InputFile table, TableSettings settings, Job job) throws IOException, InputException {
        this.settings = settings;
        this.job = job;
        file = new TableFile(table);
        try {
            sample = Sample.of(file, settings);
        } catch (IOException e) {
            throw file.damaged(e);
        }
        format = sample.format();
        cell = new Cell(format.decimal(), new MissingWords(settings.missing()));
    }

    /**
     * Reads the whole table.
     *
     * @throws InputException       when it cannot be read as a table
     * @throws InterruptedException when the job is to stop
     */
    public Result read() throws IOException, InputException, InterruptedException {
        RowStore store = new RowStore(job.scratch().resolve("faulty-rows"));
        faults = new Faults(settings.faults(), store);
        try (TableFile.Bytes bytes = file.open(); Decoder decoder = format.decode(bytes)) {
            pass(format.rows(decoder, file.name()), bytes, decoder);
        } catch (IOException e) {
            throw file.damaged(e);
        }
        judge();
        return new Result(profile(), header.names(), faults, store);
    }

    private void pass(RowReader reader, TableFile.Bytes bytes, Decoder decoder) throws IOException, InputException, InterruptedException {
        for (Row row; (row = reader.next()) != null;) {
            if (header == null) {
                begin(row);
                if (settings.header()) continue;
            }
            rows++;
            row(row, decoder.invalid() > 0);
            if (rows % ROWS_BETWEEN_WORDS == 0) word(bytes);
        }
        if (header == null) throw new InputException("“" + file.name() + "” holds nothing but blank lines. " + TableFile.ACCEPTED);
        blankLines = reader.blankLines();
        job.progress(file.size(), file.size(), "Read all " + Words.count(rows, "row"));
    }

    private void word(TableFile.Bytes bytes) throws InterruptedException {
        if (job.stopping() || Thread.interrupted()) throw new InterruptedException("stopped at row " + rows);
        job.progress(bytes.bytesRead(), file.size(), "Reading row " + Words.count(rows));
    }

    private void begin(Row row) throws IOException, InputException {
        header = Header.of(row, settings.header());
        if (settings.keyed()) {
            key = header.place(settings.key().strip());
            keys = new Keys();
        }
        int count = header.names().size();
        List<Kind> expected = sample.expected(format, count);
        Budget budget = Budget.of(count);
        columns = new Column[count];
        for (int i = 0; i < count; i++) columns[i] = new Column(header.names().get(i), budget, expected.get(i));
        correlations = new Correlations(List.of(columns));
    }

    private void row(Row row, boolean invalidSeen) throws IOException {
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

    /** Now the types are known: what was on trial in columns of another type is no fault. */
    private void judge() {
        for (int i = 0; i < columns.length; i++) {
            Column column = columns[i];
            if (column.type().family() != column.expected()) faults.acquit(i);
        }
    }

    private Profile profile() {
        List<Correlation> pairs = correlations.strongest();
        List<ColumnProfile> profiles = Arrays.stream(columns).map(column -> Summing.of(column, settings.bins())).toList();
        return new Assembly(file, format, settings, header).profile(List.of(columns), profiles, pairs, faults,
                new Assembly.Counts(rows, complete, blankLines, keys == null || !keys.full() ? null : (long) Keys.MOST));
    }

    /**
     * @param profile what was found
     * @param header  names of the columns
     * @param faults  listed and counted
     * @param store   the faulty rows whole; closed by whoever reads them
     */
    public record Result(Profile profile, List<String> header, Faults faults, RowStore store) { }
}
