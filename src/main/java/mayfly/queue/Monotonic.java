package mayfly.queue;

import java.time.Instant;
import java.time.InstantSource;

/** Time that passes and never jumps, whatever the machine's clock is set to: for spans, not for dates. It counts from 1970, when this class was loaded. */
final class Monotonic {
    private static final long BEGUN = System.nanoTime();

    private Monotonic() { }

    static InstantSource source() {
        return () -> Instant.EPOCH.plusNanos(System.nanoTime() - BEGUN);
    }
}
