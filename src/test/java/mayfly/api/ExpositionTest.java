package mayfly.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ExpositionTest {
    @Test
    void whatBreaksALineIsEscaped() {
        assertEquals("# HELP a a \\\\ and\\na line, \"quoted\"\n# TYPE a gauge\na{b=\"\\\\ \\\" \\n é\",c=\"\"} 1\n",
                new Exposition().gauges("a", "a \\ and\na line, \"quoted\"").sample(1, "b", "\\ \" \n é", "c", "").toString());
    }

    @Test
    void numbersAreWholeWhereTheyAre() {
        var out = new Exposition().counters("n_total", "n");
        for (double d : new double[] {0, 184_000_000_000.0, -3, 0.25, 1e300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) out.sample(d);
        assertEquals("# HELP n_total n\n# TYPE n_total counter\nn_total 0\nn_total 184000000000\nn_total -3\nn_total 0.25\nn_total 1.0E300\nn_total NaN\nn_total +Inf\nn_total -Inf\n", out.toString());
    }
}
