package mayfly.worker.samples.table;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with which rows: the first ones listed, all of them counted. An unparsable value is on trial until the pass is over and
 * the type of its column is known; see the package's words on types.
 */
final class Faults {
    /** Faults listed of one row; a row may have hundreds. */
    private static final int MOST_PER_ROW = 8;
    /** Different sets of columns with values on trial that are told apart; rows of further sets count with their first column. */
    private static final int MOST_SETS = 1000;
    private final int limit;
    private final RowStore store;
    private final Map<Long, List<Entry>> listed = new LinkedHashMap<>();
    private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);
    private final Map<BitSet, long[]> trialRows = new HashMap<>();
    private final BitSet trial = new BitSet();
    private List<Entry> current = new ArrayList<>();
    private long certainRows;
    private boolean certain;

    private record Entry(Reason reason, int column, Fault fault) {
        void save(DataOutputStream out) throws IOException {
            out.writeByte(reason.ordinal());
            out.writeInt(column);
            out.writeLong(fault.line());
            Saved.text(out, fault.column());
            Saved.text(out, fault.found());
            Saved.text(out, fault.reason());
        }

        static Entry restore(long row, DataInputStream in) throws IOException {
            Reason reason = Reason.values()[in.readByte()];
            return new Entry(reason, in.readInt(), new Fault(row, in.readLong(), Saved.text(in), Saved.text(in), Saved.text(in)));
        }
    }

    /**
     * @param limit rows to list
     * @param store where their cells go
     */
    Faults(int limit, RowStore store) {
        this.limit = limit;
        this.store = store;
    }

    /** A fault of the row under way. Column -1 for the row as a whole. */
    void add(Reason reason, int column, Fault fault) {
        if (reason == Reason.UNPARSABLE) {
            trial.set(column);
        } else {
            counts.merge(reason, 1L, Long::sum);
            certain = true;
        }
        if (current.size() < MOST_PER_ROW) current.add(new Entry(reason, column, fault));
    }

    /** The row under way is over. */
    void end(Row row, long number) throws IOException {
        if (current.isEmpty()) return;
        if (certain) certainRows++;
        else trialRows.computeIfAbsent(set(), key -> new long[1])[0]++;
        if (listed.size() < limit) {
            listed.put(number, current);
            store.add(row, number);
            current = new ArrayList<>();
        } else {
            current.clear();
        }
        trial.clear();
        certain = false;
    }

    private BitSet set() {
        BitSet set = (BitSet) trial.clone();
        if (trialRows.size() >= MOST_SETS && !trialRows.containsKey(set)) set.clear(set.nextSetBit(0) + 1, set.length());
        return set;
    }

    /** Between two rows only. */
    void save(DataOutputStream out) throws IOException {
        out.writeLong(certainRows);
        for (Reason reason : Reason.values()) out.writeLong(counts.getOrDefault(reason, 0L));
        out.writeInt(trialRows.size());
        for (var of : trialRows.entrySet()) {
            Saved.longs(out, of.getKey().toLongArray());
            out.writeLong(of.getValue()[0]);
        }
        out.writeInt(listed.size());
        for (var row : listed.entrySet()) {
            out.writeLong(row.getKey());
            out.writeInt(row.getValue().size());
            for (Entry entry : row.getValue()) entry.save(out);
        }
    }

    void restore(DataInputStream in) throws IOException {
        certainRows = in.readLong();
        for (Reason reason : Reason.values()) {
            long count = in.readLong();
            if (count > 0) counts.put(reason, count);
        }
        for (int i = in.readInt(); i > 0; i--) trialRows.put(BitSet.valueOf(Saved.longs(in)), new long[] {in.readLong()});
        for (int i = in.readInt(); i > 0; i--) {
            long row = in.readLong();
            List<Entry> entries = new ArrayList<>();
            for (int j = in.readInt(); j > 0; j--) entries.add(Entry.restore(row, in));
            listed.put(row, entries);
        }
    }

    /** This column's values on trial are no faults: it holds text. */
    void acquit(int column) {
        listed.values().removeIf(entries -> entries.removeIf(e -> e.reason == Reason.UNPARSABLE && e.column == column) && entries.isEmpty());
        Map<BitSet, long[]> before = new HashMap<>(trialRows);
        trialRows.clear();
        before.forEach((set, rows) -> {
            set.clear(column);
            if (!set.isEmpty()) trialRows.merge(set, rows, (a, b) -> new long[] {a[0] + b[0]});
        });
    }

    /** Rows with at least one fault. */
    long rows() {
        return certainRows + trialRows.values().stream().mapToLong(rows -> rows[0]).sum();
    }

    int listedRows() {
        return listed.size();
    }

    /** How often each reason was met, the certain ones. */
    Map<Reason, Long> counts() {
        return counts;
    }

    /** The first listed faults, at most so many, by row. */
    List<Fault> first(int most) {
        return listed.values().stream().flatMap(List::stream).map(Entry::fault).limit(most).toList();
    }

    /** The listed faults of one row; empty when it is not listed. */
    List<Fault> of(long row) {
        return listed.getOrDefault(row, List.of()).stream().map(Entry::fault).toList();
    }
}
