package mayfly.worker.samples.table;

/**
 * How two number columns move together.
 *
 * @param a    name of one
 * @param b    name of the other
 * @param r    Pearson's coefficient, -1 to 1
 * @param rows in which both have a number
 */
public record Correlation(String a, String b, double r, long rows) { }
