package mayfly.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import mayfly.job.JobEvent;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Owner;

/** The records of jobs: create, read, change under the law, list, remove. Every method throws {@link StoreDown} when Redis does not answer. */
public final class JobStore {
    /**
     * A creation that a frozen Redis finds in its buffers when it wakes up must not count: whoever sent it has been told that it was not
     * accepted. Half a second less than a command may take, so that it does not matter when Redis' clock is known only to some ms.
     */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Duration ANSWERED = Duration.ofMillis(Redis.ANSWER - 500);
    private final Redis redis;

    public JobStore(Redis redis) {
        this.redis = redis;
    }

    /** How a creation ended. */
    public enum Creation { OK, REPEATED, FULL, OWNER_FULL, LATE }

    /**
     * @param id     of the new job, or of the one that the token made before; empty when nothing was created
     * @param origin what the new job was created from; null when none was created
     */
    public record Created(Creation how, String id, Origin origin) { }

    /**
     * Creates a job in QUEUED, whole or not at all; asked twice with the same id it creates one.
     *
     * @param most      jobs queued in all at which no more are taken
     * @param mostOwner jobs queued of this owner at which no more are taken
     */
    public Created create(NewJob job, int most, int mostOwner) {
        long until = redis.clock().about().plus(ANSWERED).toEpochMilli();
        return created(job, (List<?>) redis.run(Script.CREATE, args(job, most, mostOwner, until)));
    }

    /**
     * Creates a job and takes the next one, this or another, in one round trip: Redis syncs its file once for both, and an idle machine begins the job by one wait for the disk
     * sooner.
     *
     * @param taken gets what was taken, whatever became of the creation
     */
    public Created createAndTake(NewJob job, int most, int mostOwner, Slots slots, Consumer<Taken> taken) {
        long until = redis.clock().about().plus(ANSWERED).toEpochMilli();
        return created(job, (List<?>) redis.runInTurn(new Call(Script.CREATE, args(job, most, mostOwner, until)), new Call(Script.TAKE, slots.args()),
                out -> taken.accept(Taken.read((List<?>) out))));
    }

    private Created created(NewJob job, List<?> out) {
        var how = Creation.valueOf((String) out.get(0));
        if (how == Creation.LATE) throw late();
        return new Created(how, (String) out.get(1), how == Creation.OK ? Origin.of(job, (String) out.get(2), (String) out.get(3)) : null);
    }

    static List<String> args(NewJob job, int most, int mostOwner, long until) {
        var args = new ArrayList<>(List.of(job.id(), job.owner().name(), job.process(), job.token(), Integer.toString(most), Integer.toString(mostOwner), Long.toString(until)));
        args.addAll(RecordCodec.fields(job));
        return args;
    }

    /** Or Redis' clock was set forward: the next creation asks it. */
    private StoreDown late() {
        redis.clock().forget();
        return new StoreDown("Redis answered too late", null, true);
    }

    /** What a job was created from; empty when it has no record. */
    public Optional<Origin> origin(String id) {
        Map<String, String> hash = redis.ask(c -> c.hgetAll(Keys.job(id)));
        return hash.isEmpty() ? Optional.empty() : Optional.of(Origin.of(id, hash));
    }

    /** Restores the record of a job. @return OK; SAME when there is one, which is not touched; GONE when it was deleted */
    public Verdict restore(Origin origin, Restored job) {
        var args = new ArrayList<>(List.of(origin.id(), job.state().name(), Integer.toString(job.attempt()), Long.toString(job.span().toMillis()), job.text(),
                job.finished() == null ? "" : Long.toString(job.finished().toEpochMilli()), job.leftover() == null ? "" : job.leftover().toString()));
        args.addAll(origin.pairs());
        args.addAll(job.fields());
        String said = (String) ((List<?>) redis.run(Script.RESTORE, args)).get(0);
        return said.equals("THERE") ? Verdict.SAME : Verdict.valueOf(said);
    }

    /** When this store got its first job, as a name for it: another one means that it was emptied. Empty when it has had none yet. */
    public Optional<String> since() {
        return Optional.ofNullable(redis.ask(c -> c.get(Keys.SINCE)));
    }

    /** The job that a token made; empty when it made none, or one that has been removed. */
    public Optional<String> madeBy(String token) {
        return Optional.ofNullable(redis.ask(c -> c.get(Keys.token(token))));
    }

    public Optional<JobRecord> find(String id) {
        Map<String, String> hash = redis.ask(c -> c.hgetAll(Keys.job(id)));
        return hash.isEmpty() ? Optional.empty() : Optional.of(RecordCodec.read(id, hash));
    }

    /** The records of several jobs by id, in one round trip; those that are not there are left out. */
    public Map<String, JobRecord> find(List<String> ids) {
        if (ids.isEmpty()) return Map.of();
        List<Map<String, String>> hashes = redis.askAll(pipe -> ids.stream().map(id -> pipe.hgetAll(Keys.job(id))).toList());
        var out = new HashMap<String, JobRecord>();
        for (int i = 0; i < ids.size(); i++) if (!hashes.get(i).isEmpty()) out.put(ids.get(i), RecordCodec.read(ids.get(i), hashes.get(i)));
        return out;
    }

    /** Those of these ids that have no record, found in one round trip. */
    public List<String> unrecorded(List<String> ids) {
        if (ids.isEmpty()) return List.of();
        List<Boolean> there = redis.askAll(pipe -> ids.stream().map(id -> pipe.exists(Keys.job(id))).toList());
        return IntStream.range(0, ids.size()).filter(i -> !there.get(i)).mapToObj(ids::get).toList();
    }

    /** What a removed job was; empty when it never existed, or when the note has expired too. */
    public Optional<GoneJob> gone(String id) {
        return Optional.ofNullable(redis.ask(c -> c.get(Keys.gone(id)))).map(GoneJob::read);
    }

    /** Asks for a change of state. */
    public Verdict change(Change change) {
        var out = (List<?>) redis.run(Script.CHANGE, change.args());
        return Verdict.valueOf((String) out.get(0));
    }

    /** Removes finished jobs from the store, in one round trip; their files are not touched, see {@link #remains}. @return those that were finished and are gone now */
    public List<String> remove(List<String> ids, Duration noteKept) {
        return remove(ids, noteKept, "");
    }

    /** The same for jobs whose time is over; one that is kept longer meanwhile stays. */
    public List<String> removeExpired(List<String> ids, Duration noteKept, Instant now) {
        return remove(ids, noteKept, Long.toString(now.toEpochMilli()));
    }

    private List<String> remove(List<String> ids, Duration noteKept, String over) {
        if (ids.isEmpty()) return List.of();
        List<Object> done = redis.runAll(Script.REMOVE, ids.stream().map(id -> List.of(id, Long.toString(noteKept.toMillis()), over)).toList());
        return IntStream.range(0, ids.size()).filter(i -> Long.valueOf(1).equals(done.get(i))).mapToObj(ids::get).toList();
    }

    /** Removed jobs whose files are still to be deleted, oldest first, at most {@code count}. */
    public List<String> remains(int count) {
        return redis.ask(c -> c.zrange(Keys.REMAINS, 0, count - 1L));
    }

    /** The files of a removed job are deleted. */
    public void cleared(String id) {
        redis.ask(c -> c.zrem(Keys.REMAINS, id));
    }

    /** How a wish to keep a job ended: done; it is kept that long already; it would be kept too long; it has not ended; it is not there. */
    public enum Keeping { OK, SAME, MOST, NO, GONE }

    /** @param until when it is kept; for MOST until when at the latest; null where that is not known */
    public record Kept(Keeping how, Instant until) { }

    /** Has a finished job kept until a time, never shorter than it is anyway. @param most how long after its end at most */
    public Kept keep(String id, Instant until, Duration most) {
        var out = (List<?>) redis.run(Script.KEEP, List.of(id, Long.toString(millis(until)), Long.toString(most.toMillis())));
        long at = (Long) out.get(1);
        return new Kept(Keeping.valueOf((String) out.get(0)), at == 0 ? null : Instant.ofEpochMilli(at));
    }

    /** Of a time that anybody may have written, such as one that no count of milliseconds reaches. */
    private static long millis(Instant time) {
        return time.isBefore(Instant.EPOCH) ? 0 : time.isAfter(LATEST) ? LATEST.toEpochMilli() : time.toEpochMilli();
    }

    /** @param owner null = everybody; @param process null = any; @param states empty = any; @param count at most 100 */
    public Listing list(Owner owner, String process, Collection<JobState> states, long offset, int count) {
        return Listing.of(list(owner == null ? "all" : owner.name(), process, offset, count, 0, names(List.of(JobState.values())), names(states)));
    }

    /**
     * Dead letters: everybody's failed jobs by kind of failure, and those of them that have been run again, newest first.
     *
     * @param process null = any
     * @param lists   of {@link Letters#ALL}; empty = any
     * @param count   at most 100
     * @param until   {@link Letters#until} of an answer before, so that this one shows nothing that has come since; 0 = all
     */
    public Letters letters(String process, Collection<String> lists, long offset, int count, long until) {
        return Letters.of(list("all", process, offset, count, until, Letters.ALL, List.copyOf(lists)));
    }

    private static List<String> names(Collection<JobState> states) {
        return states.stream().map(JobState::name).toList();
    }

    /** @param ids in order; records of those that are still there */
    record Rows(List<?> counts, long total, long until, List<JobRecord> jobs) { }

    private Rows list(String scope, String process, long offset, int count, long until, List<String> counted, List<String> asked) {
        var args = new ArrayList<>(List.of(scope, process == null ? "" : process, Long.toString(offset), Integer.toString(count), until == 0 ? "" : Long.toString(until),
                Integer.toString(counted.size())));
        args.addAll(counted);
        args.addAll(asked);
        var out = (List<?>) redis.run(Script.LIST, args);
        // Records in a second round trip: a script would hand on their fields one by one, at twice the time of Redis.
        List<String> ids = out.subList(3, out.size()).stream().map(String.class::cast).toList();
        Map<String, JobRecord> records = find(ids);
        return new Rows((List<?>) out.get(0), (Long) out.get(1), (Long) out.get(2), ids.stream().filter(records::containsKey).map(records::get).toList());
    }

    /** A failed job has been run again by another one. @return false when it is none, or has a successor already */
    public boolean ranAgain(String id, String successor) {
        return Long.valueOf(1).equals(redis.run(Script.AGAIN, List.of(id, successor)));
    }

    /** The history of a job, oldest first, at most its last 100 entries. */
    public List<JobEvent> events(String id) {
        return look(id).map(Look::events).orElse(List.of());
    }

    /** A record and its history, oldest entry first, at most the last 100. */
    public record Look(JobRecord job, List<JobEvent> events) { }

    /** Both in one round trip. */
    public Optional<Look> look(String id) {
        Map<String, String> hash = redis.ask(c -> c.hgetAll(Keys.job(id)));
        return hash.isEmpty() ? Optional.empty() : Optional.of(new Look(RecordCodec.read(id, hash), Story.read(hash)));
    }

    /** How everybody's jobs stand, in one round trip, however many they are. */
    public Counts overview() {
        return Counts.read((List<?>) redis.run(Script.OVERVIEW, List.of()));
    }

    /** Number of everybody's jobs of a process in each of some states, in their order. */
    public List<Long> counts(String process, List<JobState> states) {
        return redis.askAll(pipe -> states.stream().map(state -> pipe.zcard(Keys.listed(process, state))).toList());
    }

    /** Run times of the last successful runs in ms, newest first, at most 40. */
    public List<Long> runs(String process) {
        return redis.ask(c -> c.lrange(Keys.runs(process), 0, -1)).stream().map(Long::valueOf).toList();
    }

    /** Finished jobs whose time is over, at most {@code count}. */
    public List<String> expired(Instant now, int count) {
        return redis.ask(c -> c.zrangeByScore(Keys.EXPIRY, 0, now.toEpochMilli(), 0, count));
    }

    /** Jobs whose backoff is over, at most {@code count}. */
    public List<String> due(Instant now, int count) {
        return redis.ask(c -> c.zrangeByScore(Keys.RETRYING, 0, now.toEpochMilli(), 0, count));
    }

    /** A job that waits for its next attempt is gone: deleted by hand. */
    public void forgetRetry(String id) {
        redis.ask(c -> c.zrem(Keys.RETRYING, id));
    }

    /** Has the next attempt of a job begin without waiting any longer. @return false when it waits for none */
    public boolean hurry(String id) {
        return Long.valueOf(1).equals(redis.run(Script.HURRY, List.of(id)));
    }
}
