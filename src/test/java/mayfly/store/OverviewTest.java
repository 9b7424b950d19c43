package mayfly.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mayfly.job.JobState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Protocol;

/** How everybody's jobs stand: right, of one moment, and for the same price however many there are. */
class OverviewTest {
    private static final List<String> PROCESSES = List.of("count", "echo", "table-profile");
    @TempDir
    static Path home;
    static TestStore store;

    @BeforeAll
    static void start() {
        store = new TestStore(home);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void itCountsWhatThereIs() {
        store.flush();
        assertEquals(new Counts(0, 0, 0, Map.of()), store.jobs.overview());
        for (int i = 0; i < 3; i++) store.create("anna", "count");
        store.ended("bert", "echo", JobState.FAILED);
        store.ended("anna", "echo", JobState.SUCCESSFUL);
        store.to(store.create("bert", "echo"), JobState.LAUNCHING);
        Counts counts = store.jobs.overview();
        assertEquals(3, counts.queued());
        assertEquals(1, counts.busy());
        assertEquals(Set.of("count", "echo"), counts.jobs().keySet());
        assertEquals(3L, counts.jobs().get("count").get(JobState.QUEUED));
        for (JobState one : List.of(JobState.FAILED, JobState.SUCCESSFUL, JobState.LAUNCHING)) assertEquals(1L, counts.jobs().get("echo").get(one));
        assertEquals(6L, counts.jobs().values().stream().flatMap(m -> m.values().stream()).mapToLong(Long::longValue).sum());
    }

    /** Counted in commands and not in time: none of them looks at more than one entry. */
    @Test
    void itAsksTheSameOfManyJobsAsOfFew() {
        store.flush();
        var fill = new Fill(store.redis, 10, PROCESSES, Duration.ofDays(7));
        fill.finished(100, "{}");
        long few = commands();
        fill.finished(10_000, "{}");
        assertEquals(few, commands());
        assertEquals(PROCESSES.size() * JobState.values().length + 4, few);
    }

    private static long commands() {
        store.redis.ask(c -> c.sendCommand(Protocol.Command.CONFIG, "RESETSTAT"));
        store.jobs.overview();
        return store.redis.ask(c -> c.info("commandstats")).lines().filter(l -> l.matches("cmdstat_(zcard|smembers|get|zrange.*|zcount|hgetall|zscan):.*"))
                .mapToLong(l -> Long.parseLong(l.replaceAll(".*:calls=(\\d+),.*", "$1"))).sum();
    }
}
