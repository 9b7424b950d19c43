package mayfly.store;

import java.util.List;
import mayfly.job.JobRecord;
import mayfly.job.Owner;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;

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
    public Taken take(Slots slots) {
        return Taken.read((List<?>) redis.runOnce(Script.TAKE, slots.args()));
    }

    /**
     * @param before jobs that start before it; -1 when it is not queued
     * @param exact  whether it is no more than that; with very many owners in line it may be
     */
    public record Position(long before, long queued, long busy, boolean exact) { }

    /** Where these jobs stand, in their order, in one round trip. */
    public List<Position> places(List<JobRecord> jobs) {
        if (jobs.isEmpty()) return List.of();
        return redis.runAll(Script.PLACE, jobs.stream().map(job -> List.of(job.id(), job.owner().name())).toList()).stream().map(out -> position((List<?>) out)).toList();
    }

    private static Position position(List<?> out) {
        return new Position((Long) out.get(0), (Long) out.get(1), (Long) out.get(2), Long.valueOf(1).equals(out.get(3)));
    }

    /** Slots in use now. */
    public long busy() {
        return redis.ask(c -> c.zcard(Keys.LEASES));
    }

    /** Jobs queued now: of that owner, and in all; in one round trip. */
    public List<Long> lengths(Owner owner) {
        return redis.ask(c -> {
            try (AbstractPipeline pipe = c.pipelined()) {
                Response<Long> own = pipe.zcard(Keys.queue(owner));
                Response<String> all = pipe.get(Keys.QUEUED);
                pipe.sync();
                return List.of(own.get(), all.get() == null ? 0L : Long.parseLong(all.get()));
            }
        });
    }

    /** Jobs queued now. */
    public long queued() {
        String queued = redis.ask(c -> c.get(Keys.QUEUED));
        return queued == null ? 0 : Long.parseLong(queued);
    }
}
