package mayfly.worker.samples.table;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * The frequent ones among very many values, in constant memory and constant time. Every value belongs to one bucket; a bucket holds one
 * value and its votes: the value itself adds one, any other of the bucket takes one away, and who comes when none are left takes the
 * bucket over (Boyer and Moore's majority vote, in each bucket). So votes are never more than a value's occurrences, and fall short
 * by about as many as other values came to its bucket: one in {@value #COUNT} of all.
 */
final class Buckets {
    private static final int COUNT = 1024;
    /** Votes at which a value is worth a text of its own. */
    private static final int ENOUGH = 4;
    /** By twos, so that a bucket lies in one line of the processor's cache: the value's mark, its votes. */
    private final long[] buckets = new long[2 * COUNT];
    private final String[] texts = new String[COUNT];

    /** @return true when the value held its bucket already, and so has been seen before */
    boolean add(long mark, char[] text, int begin, int end) {
        int at = (int) (mark >>> 54) << 1;
        if (buckets[at] == mark) {
            if (++buckets[at + 1] >= ENOUGH && texts[at >> 1] == null) texts[at >> 1] = Values.shown(text, begin, end);
            return true;
        }
        if (--buckets[at + 1] < 0) {
            buckets[at] = mark;
            buckets[at + 1] = 1;
            texts[at >> 1] = null;
        }
        return false;
    }

    /** A value that was counted before, elsewhere. */
    void put(long mark, long count, String text) {
        int at = (int) (mark >>> 54) << 1;
        long left = buckets[at + 1] - count;
        if (left < 0) {
            buckets[at] = mark;
            texts[at >> 1] = text;
        }
        buckets[at + 1] = Math.abs(left);
    }

    void save(DataOutputStream out) throws IOException {
        Saved.longs(out, buckets);
        for (String text : texts) Saved.text(out, text);
    }

    void restore(DataInputStream in) throws IOException {
        System.arraycopy(Saved.longs(in), 0, buckets, 0, buckets.length);
        for (int i = 0; i < COUNT; i++) texts[i] = Saved.text(in);
    }

    /** Adds those that have enough votes to be called frequent. */
    void addTo(List<Values.Seen> seen) {
        for (int i = 0; i < COUNT; i++) {
            if (texts[i] != null && buckets[2 * i + 1] >= ENOUGH) seen.add(new Values.Seen(texts[i], buckets[2 * i + 1], 0));
        }
    }
}
