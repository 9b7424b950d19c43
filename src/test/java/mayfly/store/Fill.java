package mayfly.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import mayfly.job.JobId;
import mayfly.job.JobState;
import mayfly.job.Limits;
import mayfly.job.Owner;
import mayfly.job.RetryPolicy;

/** Fills a store with many jobs, each through the scripts that a real one goes through, in pipelines. The records are those of a {@code count} job. */
public final class Fill {
    private static final int BATCH = 500;
    private static final Limits LIMITS = new Limits(Duration.ofMinutes(25), Duration.ofMinutes(30), Duration.ofSeconds(10), 64 << 20);
    private static final List<String> LAUNCHED = List.of("launched", "1795527207648", "host", "a-usual-host-name", "pid", "31866", "cur", "0", "tot", "0", "msg", "", "begun", "1795527206780");
    private static final List<String> CLAIMED = List.of("host", "a-usual-host-name", "pid", "31866", "begun", "1795527206780");
    /** What a worker says when it ends: a count from 1 to 10. */
    public static final List<String> ENDED = List.of("peak", "56668160", "cur", "10", "tot", "10", "msg", "Counting: 10", "result",
            "[{\"id\":\"numbers\",\"name\":\"numbers.json\",\"mediaType\":\"application/json\",\"size\":22,\"file\":false,\"value\":[1,2,3,4,5,6,7,8,9,10]}]");
    private final Redis redis;
    private final int owners;
    private final List<String> processes;
    private final Duration keep;
    private int made;

    /**
     * @param owners number of owners, who take turns, as do the processes
     * @param keep   how long a job is kept after its end
     */
    public Fill(Redis redis, int owners, List<String> processes, Duration keep) {
        this.redis = redis;
        this.owners = owners;
        this.processes = processes;
        this.keep = keep;
    }

    /** Name of the owner of the job made as number {@code i}. */
    public static Owner owner(int i) {
        return Owner.anonymous(String.format("owner-%016d", i));
    }

    /** @return ids of the last of them, at most {@value #BATCH} */
    public List<String> queued(int jobs, String inputs) {
        List<String> ids = List.of();
        for (int left = jobs; left > 0; left -= BATCH) ids = create(Math.min(BATCH, left), inputs);
        return ids;
    }

    /** About one in nine has failed, the others are successful. @return as above */
    public List<String> finished(int jobs, String inputs) {
        List<String> ids = List.of();
        for (int left = jobs; left > 0; left -= BATCH) {
            ids = create(Math.min(BATCH, left), inputs);
            change(ids, id -> new Change(id, JobState.LAUNCHING, 0, null, "on a-usual-host-name", Duration.ofSeconds(9), LAUNCHED));
            change(ids, id -> new Change(id, JobState.RUNNING, 1, null, "", Duration.ofSeconds(9), CLAIMED));
            change(ids, id -> new Change(id, id.charAt(0) % 10 == 0 ? JobState.FAILED : JobState.SUCCESSFUL, 1, null, "", Duration.ZERO, ENDED));
            redis.ask(c -> c.del(Keys.ENDINGS));
        }
        return ids;
    }

    private List<String> create(int jobs, String inputs) {
        var ids = new ArrayList<String>();
        var all = new ArrayList<List<String>>();
        for (int i = 0; i < jobs; i++, made++) {
            String id = JobId.fresh();
            var job = new NewJob(id, processes.get(made % processes.size()), "1.0.0", "10", owner(made % owners), inputs, LIMITS, keep, RetryPolicy.DEFAULT, JobId.fresh());
            all.add(JobStore.args(job, Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE >> 1));
            ids.add(id);
        }
        check(redis.runAll(Script.CREATE, all));
        return ids;
    }

    private void change(List<String> ids, Function<String, Change> change) {
        check(redis.runAll(Script.CHANGE, ids.stream().map(id -> change.apply(id).args()).toList()));
    }

    private static void check(List<Object> answers) {
        for (Object answer : answers) if (!"OK".equals(((List<?>) answer).get(0))) throw new IllegalStateException("filling: " + answer);
    }
}
