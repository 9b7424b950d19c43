package mayfly.store;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import mayfly.testing.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of random histories: submissions, nodes that take, workers that claim, beat, finish, fail and come late, supervisors that act on what they read a while ago, owners
 * that cancel, hurry and delete. Each is played through the real scripts of a real Redis and through {@link LawModel}; after each step both must say the same, and everything
 * that Redis holds beside the records must follow from them. A failure names the seed and the steps; {@code -Dhistories.seed=N} plays it again.
 */
class HistoriesTest {
    private static final int HISTORIES = 2000;
    /** At once, each in a database of its own: while one waits for Redis another goes on. */
    private static final int PLAYERS = 8;
    @TempDir
    static Path home;

    @Test
    void redisAndTheModelTellTheSameHistories() throws Exception {
        long first = Long.getLong("histories.seed", ThreadLocalRandom.current().nextLong(1_000_000_000));
        ExecutorService threads = Executors.newFixedThreadPool(PLAYERS);
        try (var store = new TestStore(home)) {
            List<Callable<Void>> players = new ArrayList<>();
            for (int p = 0; p < PLAYERS; p++) {
                URI database = URI.create(store.embedded.uri().toString().replaceFirst("/\\d*$", "") + "/" + p);
                long seed = first + p;
                players.add(() -> play(database, seed));
            }
            for (Future<Void> player : threads.invokeAll(players)) player.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError failed) throw failed;
            throw e;
        } finally {
            threads.shutdown();
        }
    }

    private static Void play(URI database, long first) {
        try (var redis = new Redis(database)) {
            var dump = new String[1];
            Snapshot.take(script -> {
                dump[0] = redis.ask(c -> c.scriptLoad(script));
                return List.of();
            });
            for (int i = 0; i < HISTORIES / PLAYERS; i++) new History(redis, dump[0], first + (long) i * PLAYERS).play();
        }
        return null;
    }
}
