package mayfly.worker.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import mayfly.worker.samples.table.ColumnProfile;
import mayfly.worker.samples.table.Correlation;
import mayfly.worker.samples.table.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures of random tables against the plain computation over all values at once. */
class TableNumbersTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"normal,1", "normal,2", "normal,100", "normal,4097", "normal,50000", "normal,300000", "integers,1000", "integers,60000", "years,200000",
        "heavy,20000", "sorted,300000", "constant,30000", "growing,50000", "far,20000", "unique,100000"})
    void agreesWithThePlainComputation(String shape, int rows) throws Exception {
        double[] values = values(shape, rows);
        StringBuilder text = new StringBuilder("x,y\n");
        for (double x : values) text.append(x == Math.rint(x) && Math.abs(x) < 1e15 ? String.valueOf((long) x) : String.valueOf(x)).append(",1\n");
        check(new Tables(folder).profile(text.toString()).columns().get(0), values);
    }

    private static double[] values(String shape, int rows) {
        Random random = new Random(rows);
        double[] values = new double[rows];
        DoubleSupplier next = switch (shape) {
            case "normal" -> random::nextGaussian;
            case "integers" -> () -> random.nextInt(100);
            case "years" -> () -> 1990 + random.nextInt(35);
            case "heavy" -> () -> Math.exp(12 * random.nextGaussian());
            case "constant" -> () -> 7.25;
            case "far" -> () -> 1e9 + random.nextDouble();
            default -> () -> 0;
        };
        for (int i = 0; i < rows; i++) {
            values[i] = switch (shape) {
                case "sorted", "unique" -> i;
                case "growing" -> Math.pow(1.001, i) * (i % 2 == 0 ? 1 : -1);
                default -> next.getAsDouble();
            };
        }
        return values;
    }

    private static void check(ColumnProfile c, double[] values) {
        int n = values.length;
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double mean = Arrays.stream(values).sum() / n;
        double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        near(sorted[0], c.min());
        near(sorted[n - 1], c.max());
        double scale = Math.max(Math.abs(sorted[0]), Math.abs(sorted[n - 1]));
        assertEquals(mean, ((Number) c.mean()).doubleValue(), 1e-11 * scale);
        if (n > 1) assertEquals(Math.sqrt(squares / (n - 1)), c.deviation(), 1e-9 * Math.sqrt(squares / (n - 1)) + 1e-12 * scale);
        assertEquals(n, Arrays.stream(c.histogram().counts()).sum());
        assertTrue(c.histogram().counts().length <= 20);
        assertTrue(((Number) c.histogram().from()).doubleValue() <= sorted[0] + 1e-9 * scale);
        assertTrue(((Number) c.histogram().to()).doubleValue() >= sorted[n - 1] - 1e-9 * scale);
        bars(c, sorted);
        quantiles(c, sorted);
        distinct(c, values);
    }

    private static void near(double expected, Object found) {
        assertEquals(expected, ((Number) found).doubleValue(), 1e-11 * Math.abs(expected));
    }

    /** Each bar against a count over all values; at its edges, values within rounding may lie on either side. */
    private static void bars(ColumnProfile c, double[] sorted) {
        long[] counts = c.histogram().counts();
        double from = ((Number) c.histogram().from()).doubleValue();
        double width = (((Number) c.histogram().to()).doubleValue() - from) / counts.length;
        long below = 0;
        for (int i = 0; i < counts.length - 1; i++) {
            below += counts[i];
            double edge = from + (i + 1) * width;
            double slack = 1e-9 * (Math.abs(edge) + width);
            long least = Arrays.stream(sorted).filter(x -> x < edge - slack).count();
            long most = Arrays.stream(sorted).filter(x -> x < edge + slack).count();
            assertTrue(below >= least && below <= most, below + " below " + edge + ", not " + least + " to " + most);
        }
    }

    private static void quantiles(ColumnProfile c, double[] sorted) {
        double[] ranks = {.05, .25, .5, .75, .95};
        String[] names = {"p5", "p25", "p50", "p75", "p95"};
        assertEquals(sorted.length <= 4096, c.quantilesExact());
        for (int i = 0; i < ranks.length; i++) {
            double found = ((Number) c.quantiles().get(names[i])).doubleValue();
            if (c.quantilesExact()) {
                double at = ranks[i] * (sorted.length - 1);
                int k = (int) at;
                double exact = k + 1 < sorted.length ? sorted[k] + (at - k) * (sorted[k + 1] - sorted[k]) : sorted[k];
                assertEquals(exact, found, 1e-11 * Math.max(1, Math.abs(exact)));
            } else {
                double slack = 1e-11 * Math.abs(found);
                double least = Arrays.stream(sorted).filter(x -> x < found - slack).count() / (double) sorted.length;
                double most = Arrays.stream(sorted).filter(x -> x <= found + slack).count() / (double) sorted.length;
                assertTrue(least - .03 <= ranks[i] && ranks[i] <= most + .03, names[i] + " = " + found + " has rank " + least + " to " + most);
            }
        }
    }

    private static void distinct(ColumnProfile c, double[] values) {
        Map<Double, Long> counts = new HashMap<>();
        for (double x : values) counts.merge(x, 1L, Long::sum);
        assertEquals(counts.size() <= 1024, c.distinctExact());
        assertEquals(counts.size(), c.distinct(), c.distinctExact() ? 0 : .05 * counts.size());
        for (ColumnProfile.Top top : c.top()) {
            long exact = counts.get(Double.valueOf(top.value()));
            assertTrue(c.topExact() ? top.count() == exact : top.count() <= exact, top + " is " + exact);
        }
        if (c.topExact()) assertEquals(counts.values().stream().mapToLong(n -> n).max().orElseThrow(), c.top().get(0).count());
    }

    @Test
    void aFrequentValueAmongManyIsFound() throws Exception {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("x,y\n");
        for (int i = 0; i < 200_000; i++) text.append(random.nextInt(10) == 0 ? "the usual" : "t" + random.nextLong()).append(",1\n");
        ColumnProfile c = new Tables(folder).profile(text.toString()).columns().get(0);
        assertEquals("the usual", c.top().get(0).value());
        assertEquals(20_000, c.top().get(0).count(), 1500);
    }

    @Test
    void correlationsAgree() throws Exception {
        Random random = new Random(5);
        int rows = 5000;
        double[] x = random.doubles(rows, 1e6, 1e6 + 1).toArray();
        double[] y = new double[rows];
        StringBuilder text = new StringBuilder("x,y,z\n");
        for (int i = 0; i < rows; i++) {
            y[i] = x[i] * 3 + random.nextGaussian();
            text.append(String.format(Locale.ROOT, "%s,%s,%s%n", x[i], i % 7 == 0 ? "" : y[i], "5"));
        }
        Profile profile = new Tables(folder).profile(text.toString());
        assertEquals(1, profile.correlations().size());
        Correlation found = profile.correlations().get(0);
        double n = 0, mx = 0, my = 0;
        for (int i = 0; i < rows; i++) if (i % 7 != 0) { n++; mx += x[i]; my += y[i]; }
        double xx = 0, yy = 0, xy = 0;
        for (int i = 0; i < rows; i++) if (i % 7 != 0) { double a = x[i] - mx / n, b = y[i] - my / n; xx += a * a; yy += b * b; xy += a * b; }
        assertEquals(xy / Math.sqrt(xx * yy), found.r(), 1e-6);
        assertEquals((long) n, found.rows());
    }
}
