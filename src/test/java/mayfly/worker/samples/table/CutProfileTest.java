package mayfly.worker.samples.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import mayfly.worker.InputFile;
import mayfly.worker.samples.InMemoryJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A profile that was stopped at any rows, saved, and gone on with by other attempts is the same as that of one pass, in every byte of every output. */
class CutProfileTest {
    private static final TableSettings PLAIN = new TableSettings("auto", "auto", "auto", true, List.of("NA"), null, 20, 1000);
    private static final TableSettings KEYED = new TableSettings("comma", "auto", "point", true, List.of("NA"), "id", 20, 40);
    @TempDir
    Path folder;

    /** Quotes over lines and at either end of a row, doubled quotes, ends of lines of both kinds, blank lines, short and long rows, values of other kinds, repeated keys. */
    private static String wild(Random random, int rows, String letters) {
        var text = new StringBuilder("id,amount,when,\"a \"\"note\"\"\"\n");
        for (int i = 0; i < rows; i++) {
            text.append(random.nextInt(20) == 0 ? i / 2 : i).append(',');
            text.append(random.nextInt(30) == 0 ? "none" : String.valueOf(random.nextGaussian() * 1000)).append(',');
            text.append(random.nextInt(40) == 0 ? "soon" : "2026-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10)).append(',');
            String word = letters.charAt(random.nextInt(letters.length())) + "x".repeat(random.nextInt(4));
            text.append(switch (random.nextInt(5)) {
                case 0 -> "\"" + word + "\r\n\"\"" + word + "\"\", or so\"";
                case 1 -> "\"" + word + "\"";
                case 2 -> word + ",one too many";
                case 3 -> "NA";
                default -> word;
            });
            if (random.nextInt(50) == 0) text.append("\n\"").append(random.nextInt(9)).append("\",");
            text.append(random.nextBoolean() ? "\r\n" : "\n").append("\n".repeat(random.nextInt(12) / 11));
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({"1,UTF-8,aé€😀", "2,UTF-16LE,aé€😀", "3,windows-1252,aéüß", "4,UTF-8,a\uFFFD", "5,Shift_JIS,\u65e5\u672c\u8a9e\u30c6\u30b9\u30c8"})
    void wildTablesInSeveralEncodings(long seed, String encoding, String letters) throws Exception {
        var random = new Random(seed);
        byte[] bytes = wild(random, 3000, letters).getBytes(Charset.forName(encoding));
        cut(random, bytes, PLAIN, 1, 8);
        cut(random, bytes, KEYED, 1, 8);
    }

    @Test
    void bytesThatAreNotValidAndAMark() throws Exception {
        var random = new Random(6);
        byte[] bytes = ("\uFEFF" + wild(random, 6000, "aé\uFFFD")).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20; i++) bytes[bytes.length / 2 + random.nextInt(bytes.length / 2)] = (byte) 0xC3;
        cut(random, bytes, KEYED, 1, 12);
    }

    @Test
    void packed() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(wild(new Random(7), 20_000, "aé").getBytes(StandardCharsets.UTF_8));
        }
        cut(new Random(7), packed.toByteArray(), KEYED, 1, 6);
    }

    /** So many numbers that every way of counting and estimating is gone through: quantiles from all numbers, then from drawn ones, wider bins, estimated values. */
    @Test
    void manyNumbers() throws Exception {
        var random = new Random(8);
        var text = new StringBuilder();
        for (int i = 0; i < 150_000; i++) {
            text.append(i).append('\t').append(random.nextGaussian() * i).append('\t').append(random.nextInt(2000)).append('\t').append(i % 977 == 0 ? "x" : "2026-01-01T00:00:" + 10 * random.nextInt(6)).append('\n');
        }
        var settings = new TableSettings("tab", "utf-8", "point", false, List.of(), "Column 1", 30, 100);
        cut(random, text.toString().getBytes(StandardCharsets.US_ASCII), settings, 7, 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void manyColumnsWithFewFaultsListed(int listed) throws Exception {
        var random = new Random(9);
        var text = new StringBuilder();
        for (int i = 0; i < 700; i++) {
            for (int c = 0; c < 300; c++) text.append(c == 0 ? "" : ";").append(i == 0 ? "c" + c : random.nextInt(500) == 0 ? "odd" : c % 3 == 0 ? "word" + random.nextInt(400) : String.valueOf(random.nextInt(1 << c % 31)));
            text.append('\n');
        }
        cut(random, text.toString().getBytes(StandardCharsets.US_ASCII), new TableSettings("auto", "auto", "auto", true, List.of(), null, 20, listed), 1, 6);
    }

    /** An interrupt closes channels: the pass must have none open. */
    @Test
    void interruptedAtAnyMoment() throws Exception {
        var random = new Random(10);
        byte[] table = wild(random, 20_000, "aé").getBytes(StandardCharsets.UTF_8);
        Path path = Files.write(folder.resolve("table"), table);
        var input = new InputFile(path, "my table.csv", table.length, "text/csv");
        String expected = outputs(new Profiler(input, KEYED, new InMemoryJob(folder)).read());
        InMemoryJob attempt = new InMemoryJob(folder);
        int saved = 0;
        for (int interrupts = 0; ; interrupts++) {
            InMemoryJob now = attempt;
            var reading = new FutureTask<>(() -> new Profiler(input, KEYED, now).read());
            var thread = new Thread(reading);
            thread.start();
            if (interrupts < 20) interrupt(thread, now, random.nextInt(3_000_000));
            try {
                assertEquals(expected, outputs(reading.get()));
                assertTrue(saved > 0, "every interrupt came before the first look");
                return;
            } catch (ExecutionException e) {
                assertInstanceOf(InterruptedException.class, e.getCause(), e::toString);
                if (now.hasSaved()) saved++;
                attempt = now.next(folder);
            }
        }
    }

    private static void interrupt(Thread thread, InMemoryJob job, long nanos) {
        while (job.words().isEmpty() && thread.isAlive()) Thread.onSpinWait();
        LockSupport.parkNanos(nanos);
        thread.interrupt();
    }

    /** @param between rows between two looks whether to stop */
    private void cut(Random random, byte[] table, TableSettings settings, int between, int cuts) throws Exception {
        Path path = Files.write(folder.resolve("table"), table);
        var input = new InputFile(path, "my table.csv", table.length, "text/csv");
        var whole = new InMemoryJob(folder);
        String expected = outputs(new Profiler(input, settings, whole, between).read());
        int looks = whole.words().size();
        InMemoryJob attempt = new InMemoryJob(folder);
        for (int i = 0; i < cuts; i++) {
            InMemoryJob now = attempt.stopAfter(2 + random.nextInt(Math.max(1, looks / cuts)));
            String stopped = assertThrows(InterruptedException.class, () -> new Profiler(input, settings, now, between).read()).getMessage();
            assertTrue(now.hasSaved(), "nothing was saved: " + stopped);
            long reached = now.current();
            attempt = now.next(folder);
            attempt.mayNotFallBehind(reached);
            assertEquals(stopped.replace("stopped at", "Reading"), resumed(attempt, input, settings, between), "it did not go on where it was");
        }
        assertEquals(expected, outputs(new Profiler(input, settings, attempt, between).read()));
    }

    /** The second word of the next attempt: its first row. */
    private static String resumed(InMemoryJob like, InputFile input, TableSettings settings, int between) throws Exception {
        InMemoryJob probe = like.copy().stopAfter(2);
        assertThrows(InterruptedException.class, () -> new Profiler(input, settings, probe, between).read());
        return probe.words().get(1).replace(",", "");
    }

    private String outputs(Profiler.Result result) throws IOException {
        Path columns = folder.resolve("columns");
        Path faulty = folder.resolve("faulty");
        Path histograms = folder.resolve("histograms");
        CsvFiles.columns(result.profile(), columns);
        CsvFiles.faulty(result, faulty);
        HistogramSheet.write(result.profile(), histograms);
        return JsonMapper.shared().writeValueAsString(result.profile()) + Files.readString(columns) + Files.readString(faulty) + Files.readString(histograms);
    }
}
