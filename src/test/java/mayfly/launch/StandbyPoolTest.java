package mayfly.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import mayfly.testing.TestMayfly;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When workers are started ahead and when not; with real processes. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StandbyPoolTest {
    private static final Shape SHAPE = new Shape(32 << 20, List.of());
    @TempDir
    Path home;
    private final AtomicBoolean memoryIsShort = new AtomicBoolean();
    private final List<StandbyWorker> made = Collections.synchronizedList(new ArrayList<>());
    private StandbyPool pool;

    @BeforeEach
    void start() throws IOException {
        // Nobody listens there: the rehearsal goes on without a store.
        Path connection = Files.writeString(home.resolve("connection"), "redis://nobody:nothing@127.0.0.1:1/0");
        RuntimeFolder runtime = TestMayfly.runtime();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        var command = new WorkerCommand(runtime, java, new ClassArchive(runtime, java, connection), Confinement.none());
        pool = new StandbyPool(shape -> {
            StandbyWorker one = StandbyWorker.start(command, shape, home.resolve("standby"), connection);
            made.add(one);
            return one;
        }, new StandbyPlan(2, Map.of(), List.of(SHAPE)), 2, memoryIsShort::get);
    }

    @AfterEach
    void stop() {
        pool.close();
        await(() -> made.stream().noneMatch(one -> one.process().isAlive()));
    }

    @Test
    void allOfThemGoWhenMemoryIsShortAndComeBack() {
        pool.start();
        await(() -> pool.size() == 2);
        memoryIsShort.set(true);
        await(() -> pool.size() == 0);
        assertTrue(pool.isScarce());
        await(() -> made.stream().noneMatch(one -> one.process().isAlive()));
        memoryIsShort.set(false);
        await(() -> pool.size() == 2);
        assertFalse(pool.isScarce());
    }

    /** {@link #stop} looks for what is left. */
    @Test
    void oneThatIsBeingMadeGoesWithItsPool() {
        pool.start();
        await(() -> !made.isEmpty());
        pool.close();
        assertEquals(0, pool.size());
        await(() -> made.stream().noneMatch(one -> one.process().isAlive()));
    }

    @Test
    void noneIsMadeWhileAllSlotsAreInUse() {
        pool.launched(2);
        pool.start();
        pool.launched(2);
        // Woken a second later by itself, it finds the slots still in use: a round that would have made one has passed when the memory has been looked at.
        memoryIsShort.set(true);
        await(pool::isScarce);
        memoryIsShort.set(false);
        await(() -> !pool.isScarce());
        assertEquals(List.of(), made);
        pool.ended(1);
        await(() -> pool.size() == 2);
    }

    @Test
    void oneThatIsTakenIsNotGivenAgainAndAnotherTakesItsPlace() {
        pool.start();
        await(() -> pool.size() == 2);
        StandbyWorker first = pool.take(SHAPE).orElseThrow();
        StandbyWorker second = pool.take(SHAPE).orElseThrow();
        assertFalse(first == second);
        assertEquals(Optional.empty(), pool.take(SHAPE));
        assertEquals(Optional.empty(), pool.take(new Shape(64 << 20, List.of())));
        await(() -> pool.size() == 2);
        StandbyWorker third = pool.take(SHAPE).orElseThrow();
        assertFalse(third == first || third == second);
        List.of(first, second, third).forEach(StandbyWorker::end);
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.getAsBoolean()) {
            assertFalse(System.nanoTime() > until, "not within 40 s");
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
