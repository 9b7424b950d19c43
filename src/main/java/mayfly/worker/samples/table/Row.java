package mayfly.worker.samples.table;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.Arrays;

/**
 * One row of a table: its characters in one array that is used again for the next row, so that a cell costs no object.
 *
 * <p>Bounded: of a cell at most {@link #LONGEST_CELL} characters are kept (and it is known to be overlong), of a row at most
 * {@link #LONGEST_ROW} and the first {@link #MOST_CELLS} cells; all of them are counted.
 */
final class Row extends CsvCallbackHandler<Row> {
    /** Characters of one cell that are looked at: as many as spreadsheets take. */
    static final int LONGEST_CELL = 32_767;
    private static final int LONGEST_ROW = 1 << 20;
    private static final int SHORT = 64;
    private static final int MOST_CELLS = 16_384;
    private final Places places;
    private char[] text = new char[1 << 10];
    private int[] ends = new int[64];
    private int kept;
    private int count;
    private long line;
    private long linesBefore;
    private long blankLines;
    private boolean blank;
    private int overlong;
    private int overlongLength;

    /** @param places hears of the rows' beginnings */
    Row(Places places) {
        this.places = places;
    }

    @Override
    protected void beginRecord(long startingLine) {
        line = linesBefore + startingLine;
        count = 0;
        kept = 0;
        blank = false;
        overlong = -1;
    }

    @Override
    protected void addField(char[] from, int offset, int length, boolean quoted) {
        // Quotes have been taken off.
        if (count == 0) places.row(from, quoted ? offset - 1 : offset);
        if (count++ >= MOST_CELLS) return;
        int begin = kept == 0 ? 0 : ends[kept - 1];
        int keep = length;
        if (length > SHORT) keep = Math.min(length, Math.max(SHORT, Math.min(LONGEST_CELL, LONGEST_ROW - begin)));
        if (keep < length && overlong < 0) {
            overlong = kept;
            overlongLength = length;
        }
        if (begin + keep > text.length) text = Arrays.copyOf(text, Math.max(begin + keep, text.length * 2));
        if (kept == ends.length) ends = Arrays.copyOf(ends, kept * 2);
        System.arraycopy(from, offset, text, begin, keep);
        ends[kept++] = begin + keep;
    }

    @Override
    protected void setComment(char[] from, int offset, int length) {
        throw new IllegalStateException("comments are not looked for");
    }

    @Override
    protected void setEmpty() {
        blank = true;
        blankLines++;
    }

    @Override
    protected RecordType getRecordType() {
        return blank ? RecordType.EMPTY : RecordType.DATA;
    }

    @Override
    protected int getFieldCount() {
        return count;
    }

    @Override
    protected Row buildRecord() {
        return this;
    }

    /** The next row begins in this line, and so many blank ones have been skipped. */
    void goOn(long line, long blankLines) {
        linesBefore = line - 1;
        this.blankLines = blankLines;
    }

    /** Where in the file it begins; null when that is not known. */
    Places.Place place() {
        return places.row();
    }

    /** Tells it from other rows. */
    long mark() {
        return Mark.of(text, 0, kept == 0 ? 0 : ends[kept - 1]) + count;
    }

    /** Line of the file on which the row begins, from 1. */
    long line() {
        return line;
    }

    /** Cells that the row has in the file. */
    int cells() {
        return count;
    }

    /** Cells that are kept here. */
    int kept() {
        return kept;
    }

    char[] text() {
        return text;
    }

    int begin(int cell) {
        return cell == 0 ? 0 : ends[cell - 1];
    }

    int end(int cell) {
        return ends[cell];
    }

    String cell(int cell) {
        return Decoder.shown(new String(text, begin(cell), end(cell) - begin(cell)));
    }

    /** Its first overlong cell, -1 when there is none. */
    int overlong() {
        return overlong;
    }

    int overlongLength() {
        return overlongLength;
    }

    /** Blank lines skipped since the beginning of the table. */
    long blankLines() {
        return blankLines;
    }

    /** True when bytes of this row were not valid in the encoding. Slow: ask only when the decoder has met such bytes. */
    boolean hasInvalid(int cell) {
        for (int i = begin(cell); i < end(cell); i++) {
            if (text[i] == Decoder.INVALID) return true;
        }
        return false;
    }
}
