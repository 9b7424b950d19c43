package mayfly.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    /** The same without asking, where it was asked within the last minute; early by the time that an answer takes. */
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

    /** Attempts whose processes have not been looked at for the last time, on all hosts, oldest first. On one that is gone for good no more come to be. */
    public List<AttemptRef> endings() {
        return redis.ask(c -> c.zrange(Keys.ENDINGS, 0, -1)).stream().map(AttemptRef::parse).toList();
    }

    /**
     * The proof of an ending, into the record where it is still there and at that attempt; with none left the attempt is off the list.
     *
     * @param node  who says so: the one that buries on that host, or nobody listens
     * @param host  its host
     * @param proof null = there is nothing to prove, and nothing is left
     * @return whether it counted
     */
    public boolean proof(String node, String host, AttemptRef attempt, Ending proof) {
        boolean over = proof == null || proof.left() == 0;
        var args = new ArrayList<>(List.of(node, host, attempt.toString(), attempt.job(), Integer.toString(attempt.attempt()), over ? "1" : "0"));
        if (proof != null) args.addAll(RecordCodec.fields(proof));
        return Long.valueOf(1).equals(redis.run(Script.PROOF, args));
    }
}
