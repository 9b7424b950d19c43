package mayfly.worker.samples.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mayfly.worker.InputException;

/** The first rows of a table, read ahead to learn how the rest is to be read and what its columns seem to hold. */
final class Sample {
    private static final int BYTES = 1 << 20;
    private static final int ROWS = 1000;
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private final String name;
    private final EncodingGuess encoding;
    private final String text;
    private final TableSettings settings;

    private Sample(String name, EncodingGuess encoding, String text, TableSettings settings) {
        this.name = name;
        this.encoding = encoding;
        this.text = text;
        this.settings = settings;
    }

    /** @throws InputException when the file is empty or no text */
    static Sample of(TableFile file, TableSettings settings) throws IOException, InputException {
        byte[] first = file.first(BYTES);
        if (first.length == 0) throw new InputException("“" + file.name() + "” is empty when unpacked. " + TableFile.ACCEPTED);
        EncodingGuess guess = EncodingGuess.of(first, settings.encoding());
        guess.refuseBinary(first, file.name());
        Decoder decoder = new Decoder(new ByteArrayInputStream(first, guess.mark(), first.length - guess.mark()), guess.charset(), guess.mark());
        StringBuilder text = new StringBuilder();
        char[] part = new char[1 << 13];
        for (int n; (n = decoder.read(part, 0, part.length)) >= 0;) text.append(part, 0, n);
        // The last line may be cut off.
        int whole = first.length == BYTES ? text.lastIndexOf("\n") + 1 : text.length();
        return new Sample(file.name(), guess, text.substring(0, whole > 0 ? whole : text.length()), settings);
    }

    /** The delimiter and decimal mark that were asked for, or else those that fit. */
    TableFormat format() throws IOException, InputException {
        TableFormat format = new TableFormat(encoding.charset(), encoding.mark(), delimiter(), '.');
        return format.decimal(decimal(format));
    }

    private char delimiter() throws IOException, InputException {
        int wished = List.of("comma", "semicolon", "tab", "pipe").indexOf(String.valueOf(settings.delimiter()));
        if (wished >= 0) return DELIMITERS[wished];
        char best = ',';
        double most = 0;
        for (char each : DELIMITERS) {
            double fit = fit(each);
            if (fit > most) {
                most = fit;
                best = each;
            }
        }
        return best;
    }

    /** How well the rows agree about their number of cells: 0 when there is nothing to part. More cells decide between equals. */
    private double fit(char delimiter) throws IOException, InputException {
        int[] widths = new int[200];
        int rows = 0;
        RowReader reader = new RowReader(new StringReader(text), delimiter, name, new Places());
        try {
            for (Row row; rows < widths.length && (row = reader.next()) != null;) widths[rows++] = row.cells();
        } catch (InputException e) {
            return 0;
        }
        Arrays.sort(widths, 0, rows);
        int common = 0;
        int width = 1;
        for (int i = 0, run = 0; i < rows; i++) {
            run = i > 0 && widths[i] == widths[i - 1] ? run + 1 : 1;
            if (widths[i] > 1 && run >= common) {
                common = run;
                width = widths[i];
            }
        }
        return width == 1 ? 0 : (double) common / rows + Math.min(width, 1000) * 1e-5;
    }

    private char decimal(TableFormat format) throws IOException, InputException {
        if ("comma".equals(settings.decimal())) return ',';
        if ("point".equals(settings.decimal()) || format.delimiter() == ',') return '.';
        return numbers(format, ',') > numbers(format, '.') ? ',' : '.';
    }

    private long numbers(TableFormat format, char decimal) throws IOException, InputException {
        Cell cell = new Cell(decimal, new MissingWords(settings.missing()));
        RowReader reader = format.rows(new StringReader(text), name);
        long numbers = 0;
        int rows = 0;
        for (Row row; rows++ < 200 && (row = reader.next()) != null;) {
            for (int i = 0; i < row.kept(); i++) if (cell.read(row.text(), row.begin(i), row.end(i)) == Kind.NUMBER) numbers++;
        }
        return numbers;
    }

    /** The family of kinds that each column seems to hold; null where no value was met. */
    List<Kind> expected(TableFormat format, int columns) throws IOException, InputException {
        Cell cell = new Cell(format.decimal(), new MissingWords(settings.missing()));
        RowReader reader = format.rows(new StringReader(text), name);
        if (settings.header()) reader.next();
        long[][] kinds = new long[columns][Kind.COUNT];
        int rows = 0;
        for (Row row; rows++ < ROWS && (row = reader.next()) != null;) {
            for (int i = 0; i < Math.min(columns, row.kept()); i++) kinds[i][cell.read(row.text(), row.begin(i), row.end(i)).family().ordinal()]++;
        }
        List<Kind> expected = new ArrayList<>();
        for (long[] column : kinds) expected.add(common(column));
        return expected;
    }

    private static Kind common(long[] kinds) {
        long filled = Arrays.stream(kinds).sum() - kinds[Kind.EMPTY.ordinal()];
        if (filled == 0) return null;
        for (Kind kind : List.of(Kind.NUMBER, Kind.DATETIME, Kind.BOOLEAN)) {
            if (kinds[kind.ordinal()] >= filled * .8) return kind;
        }
        return Kind.TEXT;
    }
}
