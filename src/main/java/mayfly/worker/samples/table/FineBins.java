package mayfly.worker.samples.table;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A histogram over a range that is not known in advance, with exact counts: many bins, a power of two wide; when a value falls
 * outside, the bins are doubled in width (neighbours add up) until it fits. At the end neighbours join to the bars that are wanted.
 */
final class FineBins {
    private long[] counts;
    private double width;
    private double perWidth;
    /** Number of the first bin, counted from zero in bins of this width. A double, exact: the numbers may be wide. */
    private double first;

    /**
     * @param bins     how many, a power of two
     * @param min      of the first values
     * @param max      of the first values
     * @param integral true when they are whole numbers: then no bin is narrower than 1, so that bars hold equally many of them
     */
    FineBins(int bins, double min, double max, boolean integral) {
        counts = new long[bins];
        double finest = Math.max(Math.ulp(Math.max(Math.abs(min), Math.abs(max))), Double.MIN_NORMAL);
        double wanted = Math.max(integral ? 1 : 0, Math.max(finest, max / (bins / 2) - min / (bins / 2)));
        width(Math.scalb(1.0, Math.getExponent(wanted)));
        if (width < wanted) width(width * 2);
        first = Math.floor(min * perWidth) - Math.floor(bins / 4.0);
    }

    private FineBins() { }

    private void width(double width) {
        this.width = width;
        perWidth = 1 / width;
    }

    void add(double[] values, int n, double min, double max) {
        while (Math.floor(min * perWidth) < first || Math.floor(max * perWidth) >= first + counts.length) {
            widen(Math.floor(min * perWidth) < first);
        }
        for (int i = 0; i < n; i++) counts[(int) (Math.floor(values[i] * perWidth) - first)]++;
    }

    /** Twice the width; the room gained lies on the side where it is needed. */
    private void widen(boolean below) {
        double coarse = Math.floor(first / 2);
        double begin = below ? coarse - Math.floor(counts.length / 2.0) : coarse;
        long[] wider = new long[counts.length];
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) wider[(int) (Math.floor((first + i) / 2) - begin)] += counts[i];
        }
        counts = wider;
        first = begin;
        width(width * 2);
    }

    void save(DataOutputStream out) throws IOException {
        out.writeDouble(width);
        out.writeDouble(first);
        Saved.longs(out, counts);
    }

    static FineBins restore(DataInputStream in) throws IOException {
        var bins = new FineBins();
        bins.width(in.readDouble());
        bins.first = in.readDouble();
        bins.counts = Saved.longs(in);
        return bins;
    }

    /** At most so many bars of equal width, from the first bin that holds anything to the last. */
    Histogram bars(int most) {
        int low = 0;
        while (counts[low] == 0) low++;
        int high = counts.length - 1;
        while (counts[high] == 0) high--;
        int spanned = high - low + 1;
        int each = (spanned + most - 1) / most;
        long[] bars = new long[(spanned + each - 1) / each];
        for (int i = low; i <= high; i++) bars[(i - low) / each] += counts[i];
        return Histogram.of((first + low) * width, width * each, bars);
    }
}
