package mayfly.worker.samples.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;

/**
 * The different values of one column and how often each occurs, in constant memory. While there are few, all are counted exactly.
 * When they become too many, a HyperLogLog sketch goes on estimating how many differ, and the counts become those of Misra and Gries
 * (every count is lowered by the median, values at zero leave): a count that remains is never too high, and too low by at most
 * {@link #lowered}. A value is kept as text at its second sight only, so that a column of unique values costs no objects.
 */
final class Values {
    private static final int LONGEST_SHOWN = 60;
    private static final int ALWAYS_SHOWN = 32;
    /** Kept once there are too many to count exactly: few, so that they stay in the processor's cache. */
    private static final int MOST_FREQUENT = 256;
    private int most;
    private long[] marks = new long[64];
    private long[] counts = new long[64];
    private long[] firstRows = new long[64];
    private String[] texts = new String[64];
    private int size;
    private long lowered;
    private HllSketch sketch;

    Values(int most) {
        this.most = most;
    }

    /** @param mark 64 bits that tell values apart */
    void add(long mark, char[] text, int begin, int end, long row) {
        long own = mark == 0 ? 1 : mark;
        if (sketch != null) sketch.update(own);
        int slot = slot(marks, own);
        if (marks[slot] == own) {
            counts[slot]++;
            if (texts[slot] == null) texts[slot] = shown(text, begin, end);
            return;
        }
        if (size == most || size * 2 == marks.length) {
            makeRoom();
            slot = slot(marks, own);
        }
        marks[slot] = own;
        counts[slot] = 1;
        firstRows[slot] = row;
        texts[slot] = sketch == null && size < ALWAYS_SHOWN ? shown(text, begin, end) : null;
        size++;
    }

    /** Long values are cut, between characters and not within one. */
    static String shown(char[] text, int begin, int end) {
        if (end - begin <= LONGEST_SHOWN) return new String(text, begin, end - begin);
        int cut = begin + LONGEST_SHOWN - 1;
        if (Character.isHighSurrogate(text[cut - 1])) cut--;
        return new String(text, begin, cut - begin) + "…";
    }

    private static int slot(long[] marks, long mark) {
        int mask = marks.length - 1;
        int slot = (int) (mark ^ mark >>> 32) & mask;
        while (marks[slot] != 0 && marks[slot] != mark) slot = slot + 1 & mask;
        return slot;
    }

    private void makeRoom() {
        if (size < most) {
            rebuild(marks.length * 2, 0);
            return;
        }
        if (sketch == null) {
            sketch = new HllSketch(12, TgtHllType.HLL_8);
            for (long mark : marks) if (mark != 0) sketch.update(mark);
            most = Math.min(most, MOST_FREQUENT);
        }
        long lowerBy = lowering();
        lowered += lowerBy;
        rebuild(most * 2, lowerBy);
    }

    /** What leaves at most half of the room taken. */
    private long lowering() {
        long[] sorted = new long[size];
        int n = 0;
        int ones = 0;
        for (int i = 0; i < marks.length; i++) {
            if (marks[i] == 0) continue;
            sorted[n++] = counts[i];
            if (counts[i] == 1) ones++;
        }
        if (n - ones <= most / 2) return 1;
        Arrays.sort(sorted);
        return sorted[n - 1 - most / 2];
    }

    private void rebuild(int length, long lowerBy) {
        long[] oldMarks = marks;
        long[] oldCounts = counts;
        long[] oldRows = firstRows;
        String[] oldTexts = texts;
        marks = new long[length];
        counts = new long[length];
        firstRows = new long[length];
        texts = new String[length];
        size = 0;
        for (int i = 0; i < oldMarks.length; i++) {
            if (oldMarks[i] == 0 || oldCounts[i] <= lowerBy) continue;
            int slot = slot(marks, oldMarks[i]);
            marks[slot] = oldMarks[i];
            counts[slot] = oldCounts[i] - lowerBy;
            firstRows[slot] = oldRows[i];
            texts[slot] = oldTexts[i];
            size++;
        }
    }

    /** True while the number of different values and all counts are exact. */
    boolean exact() {
        return sketch == null;
    }

    long distinct() {
        return sketch == null ? size : Math.round(sketch.getEstimate());
    }

    /** The most frequent values, at most so many, most frequent first; among equals the earlier one. */
    List<Seen> top(int n) {
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < marks.length; i++) {
            if (marks[i] != 0 && texts[i] != null && counts[i] > (exact() ? 0 : 1)) seen.add(new Seen(texts[i], counts[i], firstRows[i]));
        }
        seen.sort(Comparator.comparingLong(Seen::count).reversed().thenComparingLong(Seen::row));
        return List.copyOf(seen.subList(0, Math.min(n, seen.size())));
    }

    /**
     * @param value as it is written in the table; cut when long
     * @param count how often; a lower bound when the counts are not exact
     * @param row   where it was first seen
     */
    record Seen(String value, long count, long row) { }
}
