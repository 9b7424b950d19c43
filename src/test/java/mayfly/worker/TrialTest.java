package mayfly.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import mayfly.worker.samples.Count;
import mayfly.worker.samples.Echo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the author of a computation is given for his tests tells the truth about it. */
class TrialTest {
    private static final List<Long> TO_FORTY = LongStream.rangeClosed(1, 40).boxed().toList();
    @TempDir
    Path folder;

    private Trial<Count.Outputs> toForty() {
        return Trial.of(Count.class).in(folder).input("start", 1).input("end", 40).input("increment", 1).input("pause", 0.0001);
    }

    @Test
    void runsToItsEnd() throws Exception {
        TrialResult<Count.Outputs> result = toForty().run();
        assertEquals(TO_FORTY, result.value().numbers());
        assertEquals(40, result.progress().size());
        assertEquals(new TrialResult.Report(3, 40, "Counting: 3"), result.progress().get(2));
        assertEquals(List.of("numbers"), result.outputs());
        assertEquals(TO_FORTY.toString().replace(" ", ""), Files.readString(result.output("numbers")));
        assertThrows(NoSuchElementException.class, () -> result.output("letters"));
        assertFalse(result.isStopped());
        assertEquals(1, result.attempt());
    }

    @Test
    void interruptedAnywhereItGoesOnThereWithTheSameResult() throws Exception {
        for (int reports : new int[] {1, 17, 40}) {
            TrialResult<Count.Outputs> half = toForty().interruptAfterProgress(reports).run();
            assertTrue(half.isStopped());
            assertFalse(Thread.currentThread().isInterrupted(), "whoever tries it is not interrupted with it");
            assertThrows(IllegalStateException.class, half::value);
            assertEquals(reports, half.progress().size());
            assertEquals(1, half.checkpoints());
            TrialResult<Count.Outputs> rest = Trial.of(new Count()).in(folder).resumeFrom(half).run();
            assertEquals(2, rest.attempt());
            assertEquals(TO_FORTY, rest.value().numbers());
            assertEquals(reports, rest.progress().get(0).current(), "the step that it was stopped in is done again, and no other");
            assertTrue(rest.stderr().contains("going on from the checkpoint"), rest.stderr());
        }
    }

    @Test
    void aThirdAttemptGoesOnWhereTheSecondDid() throws Exception {
        TrialResult<Count.Outputs> first = toForty().interruptAfterProgress(12).run();
        TrialResult<Count.Outputs> second = Trial.of(Count.class).in(folder).resumeFrom(first).interruptAfterProgress(10).run();
        TrialResult<Count.Outputs> third = Trial.of(Count.class).in(folder).resumeFrom(second).run();
        assertEquals(21, third.progress().get(0).current());
        assertEquals(3, third.attempt());
        assertEquals(TO_FORTY, third.value().numbers());
    }

    /** Sums, and saves after each number. */
    public static final class Sum implements Computation<Sum.In, Map<String, Object>> {
        public record In(List<Long> numbers) { }

        public record Done(int numbers, long sum) { }

        @Override
        public Map<String, Object> run(In in, Job job) throws InterruptedException {
            Done done = job.resume(Done.class).orElse(new Done(0, 0));
            while (done.numbers() < in.numbers().size()) {
                done = new Done(done.numbers() + 1, done.sum() + in.numbers().get(done.numbers()));
                job.checkpoint(done);
                if (job.stopping()) throw new InterruptedException();
            }
            return Map.of("sum", done.sum());
        }
    }

    @Test
    void killedAfterAnyCheckpointItEndsAlike() throws Exception {
        List<Long> numbers = List.of(5L, -3L, 1L << 40);
        TrialResult<Map<String, Object>> whole = Trial.of(new Sum()).in(folder).input("numbers", numbers).run();
        assertEquals(3, whole.checkpoints());
        for (int saved = 1; saved <= 3; saved++) assertEquals(whole.value(), Trial.of(new Sum()).in(folder).resumeFrom(whole, saved).run().value());
        assertThrows(IllegalArgumentException.class, () -> Trial.of(new Sum()).resumeFrom(whole, 4));
        TrialResult<Map<String, Object>> two = Trial.of(new Sum()).in(folder).input("numbers", numbers).interruptAfterCheckpoint(2).run();
        assertEquals(2, two.checkpoints());
        assertTrue(two.isStopped());
    }

    /** Waits until it is asked to stop. */
    private static final class Waiting implements Computation<Map<String, Object>, Map<String, Object>> {
        @Override
        public Map<String, Object> run(Map<String, Object> in, Job job) throws Exception {
            System.out.println("waiting for " + in.get("what"));
            Thread.sleep(600_000);
            return Map.of();
        }
    }

    @Test
    void theSoftLimitInterruptsIt() throws Exception {
        TrialResult<Map<String, Object>> result = Trial.of(new Waiting()).in(folder).input("what", "Godot").softLimit(Duration.ofMillis(20)).run();
        assertTrue(result.isStopped());
        assertEquals("waiting for Godot" + System.lineSeparator(), result.stdout());
        assertThrows(IllegalArgumentException.class, () -> Trial.of(new Waiting()).softLimit(Duration.ZERO));
    }

    @Test
    void inputsAreBoundAsInAWorker() throws Exception {
        assertTrue(refusal(toForty().input("begin", 1)).contains("begin"), "an input that the computation does not know");
        assertTrue(refusal(Trial.of(Count.class).input("start", 1).input("end", 2).input("increment", 1)).contains("pause"), "a number that lacks");
        assertTrue(refusal(toForty().input("end", "forty")).contains("forty"));
        assertTrue(refusal(toForty().input("increment", 0)).contains("Increment is 0"), "the computation's own words");
    }

    private String refusal(Trial<?> trial) {
        return assertThrows(InputException.class, () -> trial.in(folder).run()).getMessage();
    }

    @Test
    void filesArriveAsUploads() throws Exception {
        Path local = Files.writeString(folder.resolve("local.txt"), "abc");
        var result = Trial.of(Echo.class).in(folder).input("files", List.of(local, local)).file("file", "../é.csv", "text/csv", "a,b".getBytes(StandardCharsets.UTF_8)).input("words", List.of("x")).run();
        Map<String, Object> echo = result.value().echo();
        assertEquals(Map.of("name", "../é.csv", "size", 3L, "mediaType", "text/csv", "sha256", "1eb7c54d52831bbfe8942af0b1c56b7409523a59ed6ca99c1174fef7eb32c1b5"), echo.get("file"));
        assertEquals(2, ((List<?>) echo.get("files")).size());
        assertEquals(List.of("x"), echo.get("words"));
    }

    @Test
    void whatFailsIsThrownAsItIs() {
        PrintStream out = System.out;
        var fault = new IllegalStateException("boom");
        Computation<Map<String, Object>, Map<String, Object>> failing = new Computation<>() {
            @Override
            public Map<String, Object> run(Map<String, Object> in, Job job) {
                throw fault;
            }
        };
        assertSame(fault, assertThrows(IllegalStateException.class, () -> Trial.of(failing).in(folder).run()));
        assertSame(out, System.out);
    }

    @Test
    void aClassThatNoWorkerCouldMakeIsRefused() {
        String said = assertThrows(IllegalStateException.class, () -> Trial.of(Waiting.class).in(folder).run()).getMessage();
        assertTrue(said.contains("META-INF/services"), said);
    }

    @Test
    void eachTrialHasAFolderOfItsOwn() throws Exception {
        assertNotEquals(toForty().run().folder(), toForty().run().folder());
    }
}
