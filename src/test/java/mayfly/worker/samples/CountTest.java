package mayfly.worker.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import mayfly.worker.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountTest {
    private final InMemoryJob job = new InMemoryJob(Path.of("unused"));

    private List<Long> count(long start, long end, long increment) throws Exception {
        return new Count().run(new Count.Inputs(start, end, increment, 0), job).numbers();
    }

    @Test
    void countsUpDownAndPastTheEnd() throws Exception {
        assertEquals(List.of(1L, 2L, 3L), count(1, 3, 1));
        assertEquals(List.of(1L, 4L, 7L), new Count().run(new Count.Inputs(1, 9, 3, 0), new InMemoryJob(Path.of("unused"))).numbers());
        assertEquals(List.of(3L, 1L, -1L), new Count().run(new Count.Inputs(3, -2, -2, 0), new InMemoryJob(Path.of("unused"))).numbers());
        assertEquals(List.of(5L), new Count().run(new Count.Inputs(5, 5, -7, 0), new InMemoryJob(Path.of("unused"))).numbers());
    }

    @Test
    void saysEachStep() throws Exception {
        count(10, 12, 1);
        assertEquals(List.of("Counting: 10", "Counting: 11", "Counting: 12"), job.words());
        assertEquals(3, job.total());
    }

    @Test
    void theWholeRangeOfLongsDoesNotOverflow() throws Exception {
        assertEquals(List.of(Long.MIN_VALUE, -1L, Long.MAX_VALUE - 1), count(Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource({"1, 10, 0, Increment is 0", "1, 10, -1, never reaches 10", "10, 1, 1, never reaches 1", "1, 1000001, 1, ''",
        "0, 1000000, 1, more than", "-9223372036854775808, 9223372036854775807, 1, more than"})
    void refusesWhatNeverEnds(long start, long end, long increment, String words) throws Exception {
        if (words.isEmpty()) {
            assertEquals(1_000_000, count(start, end - 1, increment).size());
        } else {
            assertTrue(assertThrows(InputException.class, () -> count(start, end, increment)).getMessage().contains(words));
        }
    }

    @ParameterizedTest
    @CsvSource({"-0.1", "NaN", "3601"})
    void refusesAPauseThatIsNone(double pause) {
        assertThrows(InputException.class, () -> new Count().run(new Count.Inputs(1, 2, 1, pause), job));
    }

    @Test
    void pausesForFractionsOfASecond() throws Exception {
        long begin = System.nanoTime();
        new Count().run(new Count.Inputs(1, 3, 1, .02), job);
        assertTrue(System.nanoTime() - begin >= 60_000_000);
    }

    @Test
    void stopsWhenAskedOrInterrupted() {
        assertThrows(InterruptedException.class, () -> new Count().run(new Count.Inputs(1, 100, 1, 0), job.stopAfter(7)));
        assertEquals(7, job.words().size());
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> new Count().run(new Count.Inputs(1, 2, 1, 60), new InMemoryJob(Path.of("unused"))));
    }

    @Test
    void goesOnWhereItWasStopped() throws Exception {
        var in = new Count.Inputs(1, 40, 1, 0.0001);
        InMemoryJob attempt = job;
        int said = 0;
        for (int stop : new int[] {1, 12, 20}) {
            InMemoryJob one = attempt.stopAfter(stop);
            assertThrows(InterruptedException.class, () -> new Count().run(in, one));
            said += one.words().size();
            attempt = one.next(Path.of("unused"));
        }
        assertEquals(new Count().run(in, new InMemoryJob(Path.of("unused"))).numbers(), new Count().run(in, attempt).numbers());
        assertEquals("Counting: 34", attempt.words().get(0));
        assertEquals(40, said + attempt.words().size(), "no step was done twice");
        assertEquals(7, attempt.current() - 33);
    }

    @Test
    void aCheckpointThatDoesNotFitTheInputsDoesNoHarm() throws Exception {
        for (long steps : new long[] {-5, 1000}) {
            job.checkpoint(new Count.Done(steps));
            assertEquals(List.of(1L, 2L), new Count().run(new Count.Inputs(1, 2, 1, 0), job.next(Path.of("unused"))).numbers());
        }
    }
}
