package mayfly.worker.samples.table;

/**
 * Bars of equal width with exact counts. A bar holds the values from its lower edge to below its upper one.
 *
 * @param from   lower edge of the first bar: a number, or days since 1970-01-01
 * @param width  of one bar, in the same unit
 * @param peak   the highest count
 * @param counts values in each bar
 */
public record Histogram(double from, double width, long peak, long[] counts) {

    static Histogram of(double from, double width, long[] counts) {
        long peak = 0;
        for (long count : counts) peak = Math.max(peak, count);
        return new Histogram(from, width, peak, counts);
    }

    /** Of values that are all at hand, sorted. Whole numbers get bars of equally many of them. */
    static Histogram of(double[] sorted, int most, boolean integral) {
        double min = sorted[0];
        double max = sorted[sorted.length - 1];
        double width = integral ? Math.ceil((max - min + 1) / most) : max / most - min / most;
        if (width == 0) width = 1;
        int bars = integral ? (int) Math.ceil((max - min + 1) / width) : max == min ? 1 : most;
        long[] counts = new long[bars];
        for (double x : sorted) counts[Math.min(bars - 1, (int) ((x - min) / width))]++;
        return of(min, width, counts);
    }

    /** Its highest bar, from 0. */
    int highest() {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == peak) return i;
        }
        throw new IllegalStateException("no bar is as high as the highest");
    }

    double edge(int bar) {
        return from + bar * width;
    }
}
