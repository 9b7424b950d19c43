package mayfly.store;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Redis' clock, told without asking: what it said last, and what has passed here since. Every question to the clock teaches it; what was learned is used for a minute, and
 * forgotten when Redis does not answer. It errs on the early side, by the time that an answer took on its way; clocks that run apart by 500 ppm add 30 ms in that minute.
 */
final class RedisClock {
    private static final long KEPT = TimeUnit.SECONDS.toNanos(60);
    /** An answer that took longer says too little about now. */
    private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(100);

    private record Reading(Instant said, long at) { }

    private final Supplier<Instant> redis;
    private final LongSupplier nanos;
    private volatile Reading last;

    /**
     * @param redis asks Redis
     * @param nanos the local clock, which never jumps: System.nanoTime
     */
    RedisClock(Supplier<Instant> redis, LongSupplier nanos) {
        this.redis = redis;
        this.nanos = nanos;
    }

    /** Asks. */
    Instant now() {
        long asked = nanos.getAsLong();
        Instant said = redis.get();
        long answered = nanos.getAsLong();
        last = answered - asked > SLOW ? null : new Reading(said, answered);
        return said;
    }

    /** Asks only when it was not asked within the last minute. */
    Instant about() {
        Reading known = last;
        long passed = known == null ? KEPT : nanos.getAsLong() - known.at();
        return passed < KEPT ? known.said().plusNanos(passed) : now();
    }

    void forget() {
        last = null;
    }
}
