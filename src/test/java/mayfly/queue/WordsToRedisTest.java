package mayfly.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import mayfly.testing.Monitor;
import mayfly.testing.Monitor.Command;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How many words one job costs: everything that Redis is told or asked about it, from its submission to its result, by the application and by its worker. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WordsToRedisTest {
    private static final String COUNT = "{\"start\": 1, \"end\": 10}";
    @TempDir
    Path home;

    /** Rounds that look at every running job now and then come on top where they hit one; the job that was told least about was hit by none. */
    @Test
    void aJobFromSubmissionToResultTakesFewRoundTrips() throws IOException {
        try (var mayfly = new TestMayfly(home, 2)) {
            mayfly.awaitEnd(mayfly.submit("count", COUNT));
            List<Command> least = null;
            for (int i = 0; i < 6; i++) {
                List<Command> words = words(mayfly);
                if (least == null || words.size() < least.size()) least = words;
            }
            String said = String.join("\n", least.stream().map(Command::toString).toList());
            assertEquals(4, least.stream().filter(c -> c.mentions("PUBLISH")).count(), () -> "not the whole life of a job:\n" + said);
            assertTrue(least.size() <= 8, least.size() + " words:\n" + said);
        }
    }

    private static List<Command> words(TestMayfly mayfly) throws IOException {
        try (var monitor = new Monitor(mayfly.redisUri())) {
            String id = mayfly.submit("count", COUNT);
            List<Command> all = new ArrayList<>(monitor.until("\"" + id + " SUCCESSFUL\""));
            String worker = all.get(all.size() - 1).from();
            all.removeIf(c -> !c.mentions(id) && !c.from().equals(worker));
            assertEquals(Set.of("auth", "select", "evalsha"), all.stream().filter(c -> c.from().equals(worker)).map(Command::name).collect(Collectors.toSet()));
            return all;
        }
    }
}
