package mayfly.worker.samples.table;

/** 64 bits that tell values apart: two different ones share them once in some 10^19 pairs. */
final class Mark {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private Mark() { }

    static long of(double number) {
        return mixed(Double.doubleToRawLongBits(number + 0.0));
    }

    static long of(char[] text, int begin, int end) {
        long mark = end - begin;
        for (int i = begin; i < end; i++) mark = (Long.rotateLeft(mark, 5) ^ text[i]) * FACTOR;
        return mixed(mark);
    }

    /** The finishing step of MurmurHash3: every bit comes to depend on every other. */
    static long mixed(long x) {
        x = (x ^ x >>> 33) * 0xFF51AFD7ED558CCDL;
        x = (x ^ x >>> 33) * 0xC4CEB9FE1A85EC53L;
        return x ^ x >>> 33;
    }
}
