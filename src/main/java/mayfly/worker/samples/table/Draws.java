package mayfly.worker.samples.table;

/**
 * Pseudo-random numbers whose state can be saved, always the same ones: SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014).
 */
final class Draws {
    private long state;

    Draws(long state) {
        this.state = state;
    }

    /** A whole number from 0 to below the bound, which is at least 1. */
    int below(int bound) {
        state += 0x9E3779B97F4A7C15L;
        return (int) ((Mark.mixed(state) >>> 32) * bound >>> 32);
    }

    /** With it as the argument of the constructor the same numbers follow. */
    long state() {
        return state;
    }
}
