package mayfly.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mayfly.job.JobState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NewsTest {
    @TempDir
    Path home;

    @Test
    void everyChangeOfStateIsHeard() throws InterruptedException {
        var heard = new LinkedBlockingQueue<String>();
        try (var store = new TestStore(home); var news = new News(store.redis, heard::add)) {
            // Listening begins in its own time; until then nothing is heard.
            String first = null;
            while (first == null) {
                store.create("a");
                first = heard.poll(50, TimeUnit.MILLISECONDS);
            }
            String id = store.ended("b", "p", JobState.FAILED);
            for (String state : new String[] {"QUEUED", "LAUNCHING", "RUNNING", "FAILED"}) {
                String next = heard.poll(10, TimeUnit.SECONDS);
                while (!next.startsWith(id)) next = heard.poll(10, TimeUnit.SECONDS);
                assertEquals(id + " " + state, next);
            }
        }
    }

    /** A connection that a listener left in mid-news once came back to the pool, and the next question got news for an answer. */
    @Test
    void whoStopsListeningLeavesNothingBehindThatOthersWouldRead() {
        try (var store = new TestStore(home)) {
            for (int i = 0; i < 40; i++) {
                var news = new News(store.redis, message -> { });
                String id = store.create("a");
                news.close();
                for (int k = 0; k < 20; k++) assertEquals(JobState.QUEUED, store.find(id).state());
                Map<String, String> none = store.redis.ask(c -> c.hgetAll("nothing"));
                assertTrue(none.isEmpty());
            }
        }
    }
}
