package mayfly.worker.samples.table;

import java.util.ArrayDeque;

/**
 * Where in the file the row under way begins. The reader of rows has the {@link Decoder} write into its buffer, and shows cells as parts of that same buffer: so the index
 * of a row's first cell there, when it is shown, tells the character's number, and where the parts begin that were decoded at once tells its bytes.
 */
final class Places {
    private static final long UNKNOWN = -1;
    private final ArrayDeque<Part> parts = new ArrayDeque<>();
    private char[] buffer;
    /** Number of the character at index 0 of the buffer. */
    private long atZero;
    private long row;

    private record Part(long character, long bytes) { }

    /**
     * A character of the file.
     *
     * @param bytes unpacked bytes before the part that was decoded at once
     * @param skip  characters of that part before it
     */
    record Place(long bytes, long skip) { }

    /** A part is about to be decoded into this buffer: where there, and its first character's number and byte. */
    void part(char[] into, int index, long character, long bytes) {
        buffer = into;
        atZero = character - index;
        Part first = parts.pollFirst();
        // Rows begin in their order: what lies before the part of the last one is not asked for any more.
        while (first != null && !parts.isEmpty() && parts.peekFirst().character <= row) first = parts.pollFirst();
        if (first != null) parts.addFirst(first);
        parts.addLast(new Part(character, bytes));
    }

    /** A row begins here. */
    void row(char[] in, int index) {
        row = in == buffer ? atZero + index : UNKNOWN;
    }

    /** Where the last row begins; null when it is not known: it was not in the buffer that was decoded into. */
    Place row() {
        if (row == UNKNOWN) return null;
        var from = parts.descendingIterator();
        while (from.hasNext()) {
            Part part = from.next();
            if (part.character <= row) return new Place(part.bytes, row - part.character);
        }
        return null;
    }
}
