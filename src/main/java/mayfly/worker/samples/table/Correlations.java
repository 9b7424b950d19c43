package mayfly.worker.samples.table;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Pearson's correlation between number columns, over the rows in which both have a number. The work grows with the square of the
 * columns, so only the first {@link #MOST} number columns take part. Sums are of differences from each column's first number.
 */
final class Correlations {
    static final int MOST = 16;
    private static final int BATCH = 256;
    private static final int SUMS = 6;
    private static final double[] NONE = {};
    private final Column[] columns;
    private final double[][] rows;
    private final double[] origin;
    private final double[][] sums;
    private int gathered;

    /** @param all columns of the table; those that hold numbers take part */
    Correlations(List<Column> all) {
        columns = all.stream().filter(c -> c.expected() == Kind.NUMBER).limit(MOST).toArray(Column[]::new);
        int n = columns.length;
        rows = new double[n][BATCH];
        origin = new double[n];
        Arrays.fill(origin, Double.NaN);
        sums = new double[n * n][];
    }

    /** Takes the numbers of the row that the columns have just seen. */
    void row() {
        if (columns.length < 2) return;
        for (int i = 0; i < rows.length; i++) {
            double x = columns[i].number();
            if (origin[i] != origin[i]) origin[i] = x;
            rows[i][gathered] = x - origin[i];
        }
        if (++gathered == BATCH) digest();
    }

    private void digest() {
        for (int i = 0; i < rows.length; i++) {
            for (int j = i + 1; j < rows.length; j++) {
                int pair = i * rows.length + j;
                if (sums[pair] == null) sums[pair] = new double[SUMS];
                add(sums[pair], rows[i], rows[j], gathered);
            }
        }
        gathered = 0;
    }

    private static void add(double[] sums, double[] xs, double[] ys, int n) {
        double count = sums[0];
        double sx = sums[1];
        double sy = sums[2];
        double sxx = sums[3];
        double syy = sums[4];
        double sxy = sums[5];
        for (int i = 0; i < n; i++) {
            double x = xs[i];
            double y = ys[i];
            double both = x * y;
            if (both != both) continue;
            count++;
            sx += x;
            sy += y;
            sxx += x * x;
            syy += y * y;
            sxy += both;
        }
        sums[0] = count;
        sums[1] = sx;
        sums[2] = sy;
        sums[3] = sxx;
        sums[4] = syy;
        sums[5] = sxy;
    }

    void save(DataOutputStream out) throws IOException {
        out.writeInt(gathered);
        for (double[] row : rows) Saved.doubles(out, row, gathered);
        Saved.doubles(out, origin, origin.length);
        for (double[] pair : sums) Saved.doubles(out, pair == null ? NONE : pair, pair == null ? 0 : SUMS);
    }

    void restore(DataInputStream in) throws IOException {
        gathered = in.readInt();
        for (double[] row : rows) System.arraycopy(Saved.doubles(in), 0, row, 0, gathered);
        System.arraycopy(Saved.doubles(in), 0, origin, 0, origin.length);
        for (int i = 0; i < sums.length; i++) {
            double[] pair = Saved.doubles(in);
            sums[i] = pair.length == 0 ? null : pair;
        }
    }

    /** All pairs for which it is defined (at least three rows, no constant), the strongest first. */
    List<Correlation> strongest() {
        if (gathered > 0) digest();
        List<Correlation> found = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            for (int j = i + 1; j < rows.length; j++) {
                double[] s = sums[i * rows.length + j];
                if (s == null || s[0] < 3) continue;
                double r = r(s);
                if (Double.isFinite(r)) found.add(new Correlation(columns[i].name, columns[j].name, r, (long) s[0]));
            }
        }
        found.sort(Comparator.comparingDouble((Correlation c) -> -Math.abs(c.r())));
        return List.copyOf(found);
    }

    private static double r(double[] s) {
        double n = s[0];
        double xx = s[3] - s[1] * s[1] / n;
        double yy = s[4] - s[2] * s[2] / n;
        // Below the rounding of the sums there is no telling a constant from a number that varies.
        if (xx <= 1e-12 * s[3] || yy <= 1e-12 * s[4]) return Double.NaN;
        return Math.max(-1, Math.min(1, (s[5] - s[1] * s[2] / n) / Math.sqrt(xx * yy)));
    }
}
