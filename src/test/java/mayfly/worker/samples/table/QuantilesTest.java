package mayfly.worker.samples.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far a quantile's rank may be off, and that a sketch that was saved and restored goes on as if it had not been. */
class QuantilesTest {
    private static final double[] RANKS = {.01, .05, .25, .5, .75, .95, .99};

    @ParameterizedTest
    @CsvSource({"200,0", "5000,0.02", "100000,0.02", "1000000,0.02"})
    void ranksAreRight(int count, double off) {
        var random = new Random(count);
        for (int order = 0; order < 3; order++) {
            double[] numbers = random.doubles(count).map(x -> Math.exp(10 * x)).toArray();
            double[] sorted = numbers.clone();
            Arrays.sort(sorted);
            if (order == 1) numbers = sorted;
            if (order == 2) for (int i = 0; i < count; i++) numbers[i] = sorted[count - 1 - i];
            double[] found = filled(numbers, count).at(RANKS);
            for (int i = 0; i < RANKS.length; i++) {
                double rank = (Arrays.binarySearch(sorted, found[i]) + 1.0) / count;
                assertTrue(rank >= RANKS[i] - off && rank <= RANKS[i] + off + 1.0 / count, "of " + count + " the quantile " + RANKS[i] + " has the rank " + rank);
            }
        }
    }

    private static Quantiles filled(double[] numbers, int n) {
        var quantiles = new Quantiles();
        for (int i = 0; i < n; i += 777) quantiles.add(Arrays.copyOfRange(numbers, i, Math.min(n, i + 777)), Math.min(n, i + 777) - i);
        return quantiles;
    }

    @Test
    void savedAndRestoredItGoesOnAsIfItHadNotBeen() throws Exception {
        var random = new Random(1);
        var whole = new Quantiles();
        var cut = new Quantiles();
        for (int i = 0; i < 200; i++) {
            double[] numbers = random.doubles(1 + random.nextInt(3000)).toArray();
            whole.add(numbers, numbers.length);
            cut.add(numbers, numbers.length);
            var out = new ByteArrayOutputStream();
            cut.save(new DataOutputStream(out));
            cut = Quantiles.restore(new DataInputStream(new ByteArrayInputStream(out.toByteArray())));
        }
        assertArrayEquals(whole.at(RANKS), cut.at(RANKS));
    }
}
