package mayfly.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mayfly.job.Ending;

/** Leases of attempts, and attempts that have ended and whose processes are to be looked at. Throws {@link StoreDown} when Redis does not answer. */
public final class LeaseStore {
    private final Redis redis;

    public LeaseStore(Redis redis) {
        this.redis = redis;
    }

    /** The time by Redis' clock: the one by which leases run. */
    public Instant now() {
        return redis.clock().now();
    }

    /** The same, early by some ms at most, for no round trip where it was asked for within the last minute. */
    public Instant about() {
        return redis.clock().about();
    }

    /** Jobs whose lease has run out, at most {@code count}. */
    public List<String> runOut(Instant now, int count) {
        return redis.ask(c -> c.zrangeByScore(Keys.LEASES, 0, now.toEpochMilli(), 0, count));
    }

    /** Takes the lease, and with it the slot, from a job whose record is gone. */
    public void drop(String id) {
        redis.run(Script.DROP, List.of(id));
    }

    /** All jobs that hold a slot. */
    public List<String> holders() {
        return redis.ask(c -> c.zrange(Keys.LEASES, 0, -1));
    }

    /**
     * Notes facts about the process of an attempt, if it is still the current one.
     *
     * @param lease new lease; zero = leave it
     * @return false when it is of no interest any more
     */
    public boolean note(String id, int attempt, Duration lease, List<String> fields) {
        var args = new ArrayList<>(List.of(id, Integer.toString(attempt), Long.toString(lease.toMillis())));
        args.addAll(fields);
        return Long.valueOf(1).equals(redis.run(Script.NOTE, args));
    }

    /** Attempts whose processes have not been looked at for the last time, oldest first. */
    public List<AttemptRef> endings() {
        return redis.ask(c -> c.zrange(Keys.ENDINGS, 0, 999)).stream().map(AttemptRef::parse).toList();
    }

    /** The proof of an ending, into the record if it is still there. */
    public void proof(String id, Ending proof) {
        redis.run(Script.PROOF, Stream.concat(Stream.of(id), RecordCodec.fields(proof).stream()).toList());
    }

    /** Nothing is left of that attempt; the proof goes into the record where one is given. */
    public void ended(AttemptRef attempt, Ending proof) {
        if (proof != null) proof(attempt.job(), proof);
        redis.ask(c -> c.zrem(Keys.ENDINGS, attempt.toString()));
    }
}
