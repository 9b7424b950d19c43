package mayfly.worker.samples.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import mayfly.worker.InputException;

/** The rows of a table, one at a time and always in the same {@link Row}. Blank lines are skipped. */
final class RowReader {
    /** Characters of one cell in the file. Beyond it a quote has lost its partner, and there is no telling where the row ends. */
    static final int LONGEST_IN_FILE = 1 << 22;
    private final Row row;
    private final Iterator<Row> rows;
    private final String name;

    /**
     * @param name   of the table, for people
     * @param places hears of the rows' beginnings
     */
    RowReader(Reader reader, char delimiter, String name, Places places) {
        this.name = name;
        row = new Row(places);
        rows = CsvReader.builder().fieldSeparator(delimiter).maxBufferSize(LONGEST_IN_FILE).allowExtraFields(true)
                .allowMissingFields(true).allowExtraCharsAfterClosingQuote(true).build(row, reader).iterator();
    }

    /**
     * The next row, null at the end.
     *
     * @throws InputException when one cell is longer than any sensible table has
     */
    Row next() throws IOException, InputException {
        try {
            return rows.hasNext() ? rows.next() : null;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            if (e.getCause() instanceof Error error) throw error;
            throw new InputException(("“%s”: a cell in the row that begins in line %,d is longer than %,d characters. A quote may have lost its "
                    + "partner, or the delimiter is another one.").formatted(name, row.line(), LONGEST_IN_FILE), e);
        }
    }

    /** What comes is not the beginning of the table: its first row begins in this line, and so many blank ones lie before. */
    void goOn(long line, long blankLines) {
        row.goOn(line, blankLines);
    }

    long blankLines() {
        return row.blankLines();
    }
}
