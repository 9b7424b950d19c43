package mayfly.launch;

import java.util.concurrent.atomic.AtomicLong;

/** Launches since this application began, counted. */
final class LaunchCounts {
    private final AtomicLong standby = new AtomicLong();
    private final AtomicLong cold = new AtomicLong();
    private final AtomicLong slow = new AtomicLong();

    void standby() {
        standby.incrementAndGet();
    }

    /** @param archived whether it had the class-data archive */
    void cold(boolean archived) {
        cold.incrementAndGet();
        if (!archived) slow.incrementAndGet();
    }

    long standbyLaunches() {
        return standby.get();
    }

    long coldLaunches() {
        return cold.get();
    }

    /** Those of the cold ones that had no class-data archive. */
    long slowLaunches() {
        return slow.get();
    }
}
