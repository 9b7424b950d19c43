package mayfly.store;

import java.time.Duration;
import java.util.List;

/** The queue and its slots. Every method throws {@link StoreDown} when Redis does not answer. */
public final class QueueStore {
    private final Redis redis;

    public QueueStore(Redis redis) {
        this.redis = redis;
    }

    /**
     * Takes the next job for which a slot is free; it is then LAUNCHING, with a new attempt and a lease. Two nodes may ask at once: each job goes
     * to one. When the answer is lost on its way the lease runs out, and the supervisor puts the job back.
     */
    public Taken take(int slots, int ownerSlots, Duration lease, String host) {
        var args = List.of(Integer.toString(slots), Integer.toString(ownerSlots), Long.toString(lease.toMillis()), host);
        return Taken.read((List<?>) redis.runOnce(Script.TAKE, args));
    }

    /** @param before jobs that start before it; -1 when it is not queued */
    public record Position(long before, long queued, long busy) { }

    public Position place(String id, String owner) {
        var out = (List<?>) redis.run(Script.PLACE, List.of(id, owner));
        return new Position((Long) out.get(0), (Long) out.get(1), (Long) out.get(2));
    }

    /** Slots in use now. */
    public long busy() {
        return redis.ask(c -> c.zcard(Keys.LEASES));
    }

    /** Jobs queued now. */
    public long queued() {
        String queued = redis.ask(c -> c.get(Keys.QUEUED));
        return queued == null ? 0 : Long.parseLong(queued);
    }
}
