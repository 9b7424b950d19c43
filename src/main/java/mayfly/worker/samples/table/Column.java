package mayfly.worker.samples.table;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** One column during the pass: what its cells are, how many of each kind, and their numbers and values. */
final class Column {
    /** Share of the filled cells that a kind needs to be the type of the column. */
    static final double MOST = .9;
    private static final int PATIENCE = 100;
    final String name;
    private final Budget budget;
    private final long[] kinds = new long[Kind.COUNT];
    private final Values values;
    private Numbers numbers;
    private Numbers moments;
    private Kind expected;
    private long odd;
    private int shortest = Integer.MAX_VALUE;
    private int longest;
    private double number;

    Column(String name, Budget budget, Kind expected) {
        this.name = name;
        this.budget = budget;
        this.expected = expected;
        values = new Values(budget.values());
    }

    /** @return true when the cell is of another kind than the column's others */
    boolean add(Cell cell, char[] text, int length, long row) {
        Kind kind = cell.kind();
        kinds[kind.ordinal()]++;
        number = Double.NaN;
        if (kind == Kind.EMPTY) return false;
        if (length < shortest) shortest = length;
        if (length > longest) longest = length;
        long mark;
        if (kind == Kind.INTEGER || kind == Kind.NUMBER) {
            number = cell.value();
            mark = Mark.of(number);
            if (numbers == null) numbers = new Numbers(budget);
            numbers.add(number);
        } else {
            mark = Mark.of(text, cell.begin(), cell.end());
            if (kind == Kind.DATE || kind == Kind.DATETIME) {
                if (moments == null) moments = new Numbers(budget);
                moments.add(cell.value());
            }
        }
        values.add(mark, text, cell.begin(), cell.end(), row);
        return isOdd(kind);
    }

    private boolean isOdd(Kind kind) {
        if (expected == Kind.TEXT) return false;
        if (expected == null) expected = kind.family();
        if (kind.family() == expected) return false;
        odd++;
        return true;
    }

    /** True, once, when so many values are of another kind that the column had better be taken as text. */
    boolean givesUp() {
        if (odd <= PATIENCE || odd <= filled() * (1 - MOST)) return false;
        expected = Kind.TEXT;
        odd = 0;
        return true;
    }

    void missing() {
        kinds[Kind.EMPTY.ordinal()]++;
        number = Double.NaN;
    }

    /** The number in the last cell; NaN when it is none. */
    double number() {
        return number;
    }

    /** The family of kinds that is expected; null as long as nothing has been seen. */
    Kind expected() {
        return expected;
    }

    long filled() {
        long filled = 0;
        for (int i = 0; i < Kind.EMPTY.ordinal(); i++) filled += kinds[i];
        return filled;
    }

    long missingCells() {
        return kinds[Kind.EMPTY.ordinal()];
    }

    /** What the column holds, judged by all cells so far. */
    Kind type() {
        long filled = filled();
        if (filled == 0) return Kind.EMPTY;
        double needed = filled * MOST;
        if (of(Kind.INTEGER) + of(Kind.NUMBER) >= needed) return of(Kind.NUMBER) == 0 ? Kind.INTEGER : Kind.NUMBER;
        if (of(Kind.DATE) + of(Kind.DATETIME) >= needed) return of(Kind.DATETIME) == 0 ? Kind.DATE : Kind.DATETIME;
        return of(Kind.BOOLEAN) >= needed ? Kind.BOOLEAN : Kind.TEXT;
    }

    /** Filled cells that are not of the column's type; 0 for text, which everything is. */
    long unparsable() {
        Kind type = type();
        if (type == Kind.TEXT || type == Kind.EMPTY) return 0;
        long fitting = 0;
        for (int i = 0; i < Kind.EMPTY.ordinal(); i++) if (Kind.at(i).family() == type.family()) fitting += kinds[i];
        return filled() - fitting;
    }

    private long of(Kind kind) {
        return kinds[kind.ordinal()];
    }

    void save(DataOutputStream out) throws IOException {
        Saved.longs(out, kinds);
        out.writeInt(expected == null ? -1 : expected.ordinal());
        out.writeLong(odd);
        out.writeInt(shortest);
        out.writeInt(longest);
        values.save(out);
        out.writeBoolean(numbers != null);
        if (numbers != null) numbers.save(out);
        out.writeBoolean(moments != null);
        if (moments != null) moments.save(out);
    }

    void restore(DataInputStream in) throws IOException {
        System.arraycopy(Saved.longs(in), 0, kinds, 0, kinds.length);
        int ordinal = in.readInt();
        expected = ordinal < 0 ? null : Kind.at(ordinal);
        odd = in.readLong();
        shortest = in.readInt();
        longest = in.readInt();
        values.restore(in);
        if (in.readBoolean()) numbers = Numbers.restore(budget, in);
        if (in.readBoolean()) moments = Numbers.restore(budget, in);
    }

    Values values() {
        return values;
    }

    /** Of its numbers or dates, whichever it holds; null for other types. Call it once. */
    Numbers.Summary summary(int bars) {
        Kind family = type().family();
        Numbers of = family == Kind.NUMBER ? numbers : family == Kind.DATETIME ? moments : null;
        return of == null ? null : of.summary(bars);
    }

    /** Characters of its shortest value, 0 without any. */
    int shortest() {
        return longest == 0 ? 0 : shortest;
    }

    int longest() {
        return longest;
    }
}
