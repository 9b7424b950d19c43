package mayfly.worker.samples.table;

/**
 * How much each column may keep, so that all of them together stay within about 45 MB at 500 columns.
 *
 * @param block  numbers that a column gathers before it digests them; as long as it has no more, its quantiles are exact
 * @param values different values that a column counts exactly, and the most it keeps of the frequent ones
 * @param bins   fine bins of its histogram
 */
record Budget(int block, int values, int bins) {

    static Budget of(int columns) {
        int share = Integer.highestOneBit(Math.max(1, 600_000 / Math.max(1, columns)));
        return new Budget(within(256, share, 4096), within(128, share / 2, 1024), within(512, share * 2, 4096));
    }

    private static int within(int least, int wished, int most) {
        return Math.max(least, Math.min(most, wished));
    }
}
