package mayfly.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mayfly.job.Ending;
import mayfly.job.Failure;
import mayfly.job.JobEvent;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Owner;
import redis.clients.jedis.resps.StreamEntry;

/** The records of jobs: create, read, change under the law, list, remove. Every method throws {@link StoreDown} when Redis does not answer. */
public final class JobStore {
    /**
     * A creation that a frozen Redis finds in its buffers when it wakes up must not count: whoever sent it has been told that it was not
     * accepted. A little less than a command may take.
     */
    private static final Duration ANSWERED = Duration.ofMillis(Redis.ANSWER - 500);
    private final Redis redis;

    public JobStore(Redis redis) {
        this.redis = redis;
    }

    /** How a creation ended. */
    public enum Creation { OK, REPEATED, FULL, OWNER_FULL, LATE }

    /** @param id of the new job, or of the one that the token made before; empty when nothing was created */
    public record Created(Creation how, String id) { }

    /**
     * Creates a job in QUEUED, whole or not at all; asked twice with the same id it creates one.
     *
     * @param most      jobs queued in all at which no more are taken
     * @param mostOwner jobs queued of this owner at which no more are taken
     */
    public Created create(NewJob job, int most, int mostOwner) {
        String until = Long.toString(redis.now().plus(ANSWERED).toEpochMilli());
        var args = new ArrayList<>(List.of(job.id(), job.owner().name(), job.process(), job.token(), Integer.toString(most), Integer.toString(mostOwner), until));
        args.addAll(RecordCodec.fields(job));
        var out = (List<?>) redis.run(Script.CREATE, args);
        var how = Creation.valueOf((String) out.get(0));
        if (how == Creation.LATE) throw new StoreDown("Redis answered too late", null);
        return new Created(how, (String) out.get(1));
    }

    /** The job that a token made; empty when it made none, or one that has been removed. */
    public Optional<String> madeBy(String token) {
        return Optional.ofNullable(redis.ask(c -> c.get(Keys.token(token))));
    }

    public Optional<JobRecord> find(String id) {
        Map<String, String> hash = redis.ask(c -> c.hgetAll(Keys.job(id)));
        return hash.isEmpty() ? Optional.empty() : Optional.of(RecordCodec.read(id, hash));
    }

    /** A record and its history, in one round trip. */
    public record Look(JobRecord job, List<JobEvent> events) { }

    public Optional<Look> look(String id) {
        return redis.ask(c -> {
            try (var pipe = c.pipelined()) {
                var hash = pipe.hgetAll(Keys.job(id));
                var events = pipe.xrange(Keys.events(id), "-", "+");
                pipe.sync();
                return hash.get().isEmpty() ? Optional.empty() : Optional.of(new Look(RecordCodec.read(id, hash.get()), events.get().stream().map(JobStore::event).toList()));
            }
        });
    }

    /** What a removed job was; empty when it never existed, or when the note has expired too. */
    public Optional<GoneJob> gone(String id) {
        Map<String, String> hash = redis.ask(c -> c.hgetAll(Keys.gone(id)));
        return hash.isEmpty() ? Optional.empty() : Optional.of(GoneJob.read(hash));
    }

    /** Asks for a change of state. */
    public Verdict change(Change change) {
        var out = (List<?>) redis.run(Script.CHANGE, change.args());
        return Verdict.valueOf((String) out.get(0));
    }

    /** Removes a finished job from the store; its files are not touched. */
    public boolean remove(String id, Duration noteKept) {
        return Long.valueOf(1).equals(redis.run(Script.REMOVE, List.of(id, Long.toString(noteKept.toMillis()))));
    }

    /** @param owner null = everybody; @param process null = any; @param states empty = any */
    public Listing list(Owner owner, String process, Collection<JobState> states, long offset, int count) {
        var args = new ArrayList<>(List.of(owner == null ? "all" : owner.name(), process == null ? "" : process, Long.toString(offset), Integer.toString(count)));
        for (JobState state : states) args.add(state.name());
        var out = (List<?>) redis.run(Script.LIST, args);
        return new Listing(records(out.subList(1, out.size()).stream().map(String.class::cast).toList()), (Long) out.get(0));
    }

    public record Listing(List<JobRecord> jobs, long total) { }

    private List<JobRecord> records(List<String> ids) {
        return redis.ask(c -> {
            try (var pipe = c.pipelined()) {
                var answers = ids.stream().map(id -> pipe.hgetAll(Keys.job(id))).toList();
                pipe.sync();
                var out = new ArrayList<JobRecord>();
                for (int i = 0; i < ids.size(); i++) {
                    Map<String, String> hash = answers.get(i).get();
                    if (!hash.isEmpty()) out.add(RecordCodec.read(ids.get(i), hash));
                }
                return out;
            }
        });
    }

    /** The history of a job, oldest first, at most its last 100 entries. */
    public List<JobEvent> events(String id) {
        return redis.ask(c -> c.xrange(Keys.events(id), "-", "+")).stream().map(JobStore::event).toList();
    }

    private static JobEvent event(StreamEntry e) {
        Map<String, String> f = e.getFields();
        return new JobEvent(e.getID().toString(), Instant.ofEpochMilli(e.getID().getTime()), JobState.valueOf(f.get("s")), Integer.parseInt(f.get("a")), f.get("t"));
    }

    /** Number of jobs of a process by state, as a map of state names. */
    public Map<String, String> counts(String process) {
        return redis.ask(c -> c.hgetAll(Keys.counts(process)));
    }

    /** Run times of the last successful runs in ms, newest first, at most 40. */
    public List<Long> runs(String process) {
        return redis.ask(c -> c.lrange(Keys.runs(process), 0, -1)).stream().map(Long::valueOf).toList();
    }

    /** Finished jobs whose time is over, at most {@code count}. */
    public List<String> expired(Instant now, int count) {
        return redis.ask(c -> c.zrangeByScore(Keys.EXPIRY, 0, now.toEpochMilli(), 0, count));
    }

    /** Jobs that wait out a backoff, at most 1,000. */
    public List<String> retrying() {
        return redis.ask(c -> c.zrange(Keys.RETRYING, 0, 999));
    }

    /**
     * A wish to change a state.
     *
     * @param attempt who says so: an attempt number, or 0 for whoever may
     * @param from    the state it must be in; null = any from which the law allows it
     * @param text    words for the history; may be empty
     * @param lease   for LAUNCHING and RUNNING; zero = leave it
     * @param fields  further fields of the record: name, value, ...
     */
    public record Change(String id, JobState to, int attempt, JobState from, String text, Duration lease, List<String> fields) {
        public static Change to(String id, JobState to, String text) {
            return new Change(id, to, 0, null, text, Duration.ZERO, List.of());
        }

        public static Change failed(String id, int attempt, Failure failure) {
            return new Change(id, JobState.FAILED, attempt, null, failure.message(), Duration.ZERO, RecordCodec.fields(failure));
        }

        public Change of(int attempt) {
            return new Change(id, to, attempt, from, text, lease, fields);
        }

        public Change only(JobState from) {
            return new Change(id, to, attempt, from, text, lease, fields);
        }

        public Change with(List<String> more) {
            var all = new ArrayList<>(fields);
            all.addAll(more);
            return new Change(id, to, attempt, from, text, lease, all);
        }

        public Change with(Ending ending) {
            return with(RecordCodec.fields(ending));
        }

        List<String> args() {
            var args = new ArrayList<>(List.of(id, to.name(), attempt == 0 ? "" : Integer.toString(attempt), text, Long.toString(lease.toMillis()), from == null ? "" : from.name()));
            args.addAll(fields);
            return args;
        }
    }
}
