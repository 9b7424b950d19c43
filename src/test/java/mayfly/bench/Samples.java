package mayfly.bench;

import java.util.Arrays;

/** Values of one figure of one variant. Without any value every summary is NaN. Safe for several threads. */
final class Samples {
    private double[] values = new double[64];
    private int count;

    synchronized void add(double value) {
        if (count == values.length) values = Arrays.copyOf(values, count * 2);
        values[count++] = value;
    }

    synchronized int count() {
        return count;
    }

    double median() {
        return quantile(0.5);
    }

    /** Nearest rank. @param share from 0 to 1 */
    synchronized double quantile(double share) {
        if (count == 0) return Double.NaN;
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * count) - 1)];
    }

    synchronized double mean() {
        return count == 0 ? Double.NaN : Arrays.stream(values, 0, count).average().getAsDouble();
    }

    double max() {
        return quantile(1);
    }
}
