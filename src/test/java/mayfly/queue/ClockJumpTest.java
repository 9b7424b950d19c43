package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.store.Resp;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Redis' clock jumps while a job runs. Every stored time is moved the other way instead, which to the scripts and to all who read the records is the same. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ClockJumpTest {
    private static final long HOUR = 3_600_000;
    private static final String MOVE = """
            for _, name in ipairs({'launched', 'started', 'heard', 'seen', 'created', 'updated'}) do
              local at = redis.call('HGET', KEYS[1], name)
              if at then redis.call('HSET', KEYS[1], name, string.format('%.0f', at - ARGV[1])) end
            end
            redis.call('ZINCRBY', 'mayfly:leases', -ARGV[1], ARGV[2])
            return 1""";
    @TempDir Path home;
    TestMayfly mayfly;

    @BeforeEach void start() throws IOException {
        mayfly = new TestMayfly(home, 2);
    }

    @AfterEach void stop() {
        mayfly.close();
    }

    /** An hour is far beyond its lease and its hard limit of 30 s. */
    @Test void anHourForward() throws Exception {
        endsWell(HOUR, List.of());
    }

    @Test void anHourBack() throws Exception {
        endsWell(-HOUR, List.of());
    }

    /** Whose worker another machine has: it can only be heard of. */
    @Test void anHourForwardWithTheWorkerElsewhere() throws Exception {
        endsWell(HOUR, List.of("host", "elsewhere"));
    }

    private void endsWell(long jump, List<String> fields) throws Exception {
        String id = mayfly.trouble("sleep", 6000);
        mayfly.await(id, JobState.RUNNING);
        try (var redis = new Resp(mayfly.redisUri(), 5000)) {
            for (int i = 0; i < fields.size(); i += 2) redis.call("HSET", "mayfly:job:" + id, fields.get(i), fields.get(i + 1));
            redis.call("EVAL", MOVE, "1", "mayfly:job:" + id, "" + jump, id);
        }
        JobRecord job = mayfly.awaitEnd(id);
        assertEquals(JobState.SUCCESSFUL, job.state(), () -> job.toString());
        assertEquals(1, job.attempt());
        assertEquals(JobState.SUCCESSFUL, mayfly.awaitEnd(mayfly.trouble("succeed", 0)).state());
    }
}
