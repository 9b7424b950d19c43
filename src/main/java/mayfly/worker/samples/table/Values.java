package mayfly.worker.samples.table;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The different values of one column and how often each occurs, in constant memory. While there are few, all are counted exactly.
 * When they become too many, {@link Distinct} goes on estimating how many differ, and {@link Buckets} which of them are frequent.
 * A value is kept as text at its second sight only, so that a column of unique values costs no objects.
 */
final class Values {
    private static final int LONGEST_SHOWN = 60;
    private static final int ALWAYS_SHOWN = 32;
    private final int most;
    private long[] marks = new long[64];
    private long[] counts = new long[64];
    private long[] firstRows = new long[64];
    private String[] texts = new String[64];
    private int size;
    private Distinct distinct;
    private Buckets frequent;

    Values(int most) {
        this.most = most;
    }

    /** @param mark 64 bits that tell values apart */
    void add(long mark, char[] text, int begin, int end, long row) {
        long own = mark == 0 ? 1 : mark;
        if (distinct != null) {
            if (!frequent.add(own, text, begin, end)) distinct.add(own);
            return;
        }
        int slot = slot(marks, own);
        if (marks[slot] == own) {
            counts[slot]++;
            if (texts[slot] == null) texts[slot] = shown(text, begin, end);
            return;
        }
        if (size == most) {
            estimate();
            add(mark, text, begin, end, row);
            return;
        }
        if (size * 2 == marks.length) {
            grow();
            slot = slot(marks, own);
        }
        marks[slot] = own;
        counts[slot] = 1;
        firstRows[slot] = row;
        texts[slot] = size < ALWAYS_SHOWN ? shown(text, begin, end) : null;
        size++;
    }

    /** Long values are cut, between characters and not within one. */
    static String shown(char[] text, int begin, int end) {
        if (end - begin <= LONGEST_SHOWN) return Decoder.shown(new String(text, begin, end - begin));
        int cut = begin + LONGEST_SHOWN - 1;
        if (Character.isHighSurrogate(text[cut - 1])) cut--;
        return Decoder.shown(new String(text, begin, cut - begin)) + "…";
    }

    private static int slot(long[] marks, long mark) {
        int mask = marks.length - 1;
        int slot = (int) (mark ^ mark >>> 32) & mask;
        while (marks[slot] != 0 && marks[slot] != mark) slot = slot + 1 & mask;
        return slot;
    }

    /** From counting to estimating. */
    private void estimate() {
        distinct = new Distinct();
        frequent = new Buckets();
        for (int i = 0; i < marks.length; i++) {
            if (marks[i] == 0) continue;
            distinct.add(marks[i]);
            frequent.put(marks[i], counts[i], texts[i]);
        }
        marks = null;
        counts = null;
        firstRows = null;
        texts = null;
    }

    private void room(int slots) {
        marks = new long[slots];
        counts = new long[slots];
        firstRows = new long[slots];
        texts = new String[slots];
    }

    private void grow() {
        long[] oldMarks = marks;
        long[] oldCounts = counts;
        long[] oldRows = firstRows;
        String[] oldTexts = texts;
        room(oldMarks.length * 2);
        for (int i = 0; i < oldMarks.length; i++) {
            if (oldMarks[i] == 0) continue;
            int slot = slot(marks, oldMarks[i]);
            marks[slot] = oldMarks[i];
            counts[slot] = oldCounts[i];
            firstRows[slot] = oldRows[i];
            texts[slot] = oldTexts[i];
        }
    }

    /** Each in its slot: the order of the slots is that in which {@link Distinct} will be given them. */
    void save(DataOutputStream out) throws IOException {
        out.writeBoolean(distinct != null);
        if (distinct != null) {
            distinct.save(out);
            frequent.save(out);
            return;
        }
        out.writeInt(marks.length);
        out.writeInt(size);
        for (int i = 0; i < marks.length; i++) {
            if (marks[i] == 0) continue;
            out.writeInt(i);
            out.writeLong(marks[i]);
            out.writeLong(counts[i]);
            out.writeLong(firstRows[i]);
            Saved.text(out, texts[i]);
        }
    }

    void restore(DataInputStream in) throws IOException {
        if (in.readBoolean()) {
            estimate();
            distinct = Distinct.restore(in);
            frequent.restore(in);
            return;
        }
        room(in.readInt());
        size = in.readInt();
        for (int i = 0; i < size; i++) {
            int slot = in.readInt();
            marks[slot] = in.readLong();
            counts[slot] = in.readLong();
            firstRows[slot] = in.readLong();
            texts[slot] = Saved.text(in);
        }
    }

    /** True while the number of different values and all counts are exact. */
    boolean exact() {
        return distinct == null;
    }

    long distinct() {
        return distinct == null ? size : distinct.estimate();
    }

    /** The most frequent values, at most so many, most frequent first; among equals the earlier one. */
    List<Seen> top(int n) {
        List<Seen> seen = new ArrayList<>();
        if (frequent != null) frequent.addTo(seen);
        for (int i = 0; frequent == null && i < marks.length; i++) {
            if (texts[i] != null) seen.add(new Seen(texts[i], counts[i], firstRows[i]));
        }
        seen.sort(Comparator.comparingLong(Seen::count).reversed().thenComparingLong(Seen::row));
        return List.copyOf(seen.subList(0, Math.min(n, seen.size())));
    }

    /**
     * @param value as it is written in the table; cut when long
     * @param count how often; a lower bound when the counts are not exact
     * @param row   where it was first seen, 0 when that is not known
     */
    record Seen(String value, long count, long row) { }
}
