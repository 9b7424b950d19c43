package mayfly.worker.samples.table;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Quantiles of very many numbers by a KLL sketch (Karnin, Lang, Liberty: Optimal quantile approximation in streams, FOCS 2016). Numbers lie in levels; one of a level stands
 * for two of the level below. A level that is full is sorted, and every second number moves up, beginning with the first or the second by the toss of a coin.
 *
 * <p>Not by a library: those of DataSketches toss a coin that nobody can save, so that a profile would differ from run to run, and refuse to be saved on a Java they do not know.
 */
final class Quantiles {
    /** Numbers at which the highest level is full, and each below it; ranks are right within about 1.5 %. */
    private static final int[] FULL = {256, 172, 114, 76, 64};
    private double[][] levels = {new double[FULL[0]]};
    private int[] sizes = new int[1];
    private Draws coin = new Draws(1);

    private int full(int level) {
        return FULL[Math.min(FULL.length - 1, levels.length - 1 - level)];
    }

    void add(double[] from, int n) {
        for (int i = 0; i < n;) {
            int part = Math.min(n - i, full(0) - sizes[0]);
            System.arraycopy(from, i, levels[0], sizes[0], part);
            sizes[0] += part;
            i += part;
            for (int level = 0; level < levels.length && sizes[level] >= full(level); level++) halve(level);
        }
    }

    private void halve(int level) {
        if (level == levels.length - 1) {
            levels = Arrays.copyOf(levels, levels.length + 1);
            levels[level + 1] = new double[FULL[FULL.length - 1]];
            sizes = Arrays.copyOf(sizes, levels.length);
        }
        double[] numbers = levels[level];
        int size = sizes[level];
        Arrays.sort(numbers, 0, size);
        int pairs = size / 2;
        // One too many stays: the least or the greatest.
        boolean odd = size % 2 == 1;
        int begin = odd ? coin.below(2) : 0;
        raise(numbers, begin + coin.below(2), pairs, level + 1);
        if (odd) numbers[0] = begin == 1 ? numbers[0] : numbers[size - 1];
        sizes[level] = odd ? 1 : 0;
        // It was higher up once, and needs less room now.
        if (numbers.length > 2 * full(level)) levels[level] = Arrays.copyOf(numbers, full(level));
    }

    private void raise(double[] numbers, int begin, int n, int to) {
        int size = sizes[to];
        if (size + n > levels[to].length) levels[to] = Arrays.copyOf(levels[to], size + n);
        for (int i = 0; i < n; i++) levels[to][size + i] = numbers[begin + 2 * i];
        sizes[to] = size + n;
    }

    /** For each rank, 0 to 1 and ascending, the least number kept that at least so large a share of all is not above. */
    double[] at(double[] ranks) {
        int kept = Arrays.stream(sizes).sum();
        var numbers = new double[kept];
        var weights = new long[kept];
        long all = 0;
        for (int level = 0, to = 0; level < levels.length; level++) {
            for (int i = 0; i < sizes[level]; i++, to++) {
                numbers[to] = levels[level][i];
                weights[to] = 1L << level;
                all += weights[to];
            }
        }
        Integer[] order = IntStream.range(0, kept).boxed().sorted(Comparator.comparingDouble(i -> numbers[i])).toArray(Integer[]::new);
        var found = new double[ranks.length];
        long passed = 0;
        for (int i = 0, rank = 0; i < kept; i++) {
            passed += weights[order[i]];
            while (rank < ranks.length && passed >= ranks[rank] * all) found[rank++] = numbers[order[i]];
        }
        return found;
    }

    void save(DataOutputStream out) throws IOException {
        out.writeLong(coin.state());
        out.writeInt(levels.length);
        for (int level = 0; level < levels.length; level++) Saved.doubles(out, levels[level], sizes[level]);
    }

    static Quantiles restore(DataInputStream in) throws IOException {
        var of = new Quantiles();
        of.coin = new Draws(in.readLong());
        of.levels = new double[in.readInt()][];
        of.sizes = new int[of.levels.length];
        for (int level = 0; level < of.levels.length; level++) {
            double[] numbers = Saved.doubles(in);
            of.sizes[level] = numbers.length;
            of.levels[level] = Arrays.copyOf(numbers, Math.max(of.full(level), numbers.length));
        }
        return of;
    }
}
