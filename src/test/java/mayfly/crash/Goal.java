package mayfly.crash;

import java.util.concurrent.atomic.AtomicInteger;

/** How long clients go on: until a time, or until so many jobs have been sent. */
final class Goal {
    private final long until;
    private final AtomicInteger left;

    /** @param until by System.nanoTime */
    Goal(long until, int jobs) {
        this.until = until;
        this.left = new AtomicInteger(jobs);
    }

    /** Whether another round is due. */
    boolean more() {
        return left.get() > 0 && System.nanoTime() < until;
    }

    void sent() {
        left.decrementAndGet();
    }
}
