package mayfly.worker.samples.table;

/** When to save: every few seconds, and less often when saving takes long, so that it takes no more than one part in fifty of the time. */
final class Pace {
    private static final long LEAST = 5_000_000_000L;
    private static final int TIMES = 50;
    private long ended = System.nanoTime();
    private long begun;
    private long wait = LEAST;

    boolean isDue() {
        return System.nanoTime() - ended > wait;
    }

    void begin() {
        begun = System.nanoTime();
    }

    void end() {
        ended = System.nanoTime();
        wait = Math.max(LEAST, TIMES * (ended - begun));
    }
}
