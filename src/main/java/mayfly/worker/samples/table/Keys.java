package mayfly.worker.samples.table;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The keys seen and the row of each. The first {@link #MOST} keys are held; later ones are still looked up among them, but not
 * with each other, so that memory is bounded. The profile says how many were held.
 */
final class Keys {
    static final int MOST = 1 << 20;
    private long[] marks = new long[1 << 10];
    private int[] rows = new int[1 << 10];
    private int size;

    /** @return the row that has this key already, 0 when it is new */
    long add(long mark, long row) {
        long own = mark == 0 ? 1 : mark;
        int slot = slot(own);
        if (marks[slot] == own) return Integer.toUnsignedLong(rows[slot]);
        if (size == MOST) return 0;
        if (size * 2 == marks.length) {
            grow();
            slot = slot(own);
        }
        marks[slot] = own;
        rows[slot] = (int) row;
        size++;
        return 0;
    }

    void save(DataOutputStream out) throws IOException {
        out.writeInt(size);
        for (int i = 0; i < marks.length; i++) {
            if (marks[i] == 0) continue;
            out.writeLong(marks[i]);
            out.writeInt(rows[i]);
        }
    }

    void restore(DataInputStream in) throws IOException {
        for (int i = in.readInt(); i > 0; i--) add(in.readLong(), in.readInt());
    }

    boolean full() {
        return size == MOST;
    }

    private int slot(long mark) {
        int mask = marks.length - 1;
        int slot = (int) (mark ^ mark >>> 32) & mask;
        while (marks[slot] != 0 && marks[slot] != mark) slot = slot + 1 & mask;
        return slot;
    }

    private void grow() {
        long[] oldMarks = marks;
        int[] oldRows = rows;
        marks = new long[oldMarks.length * 2];
        rows = new int[oldMarks.length * 2];
        for (int i = 0; i < oldMarks.length; i++) {
            if (oldMarks[i] == 0) continue;
            int slot = slot(oldMarks[i]);
            marks[slot] = oldMarks[i];
            rows[slot] = oldRows[i];
        }
    }
}
