package mayfly.worker.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table far larger than the heap, and one with many columns of many values, in a JVM with 96 MB. */
class BoundedMemoryTest {
    @TempDir
    Path folder;

    @Test
    void aLongTable() throws Exception {
        Random random = new Random(1);
        Path table = folder.resolve("long.csv");
        byte[] block = lines(random, 20_000, 7);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(table), 1 << 16)) {
            out.write("id,b,c,d,e,f,g\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 100; i++) out.write(block);
        }
        assertTrue(Files.size(table) > 105_000_000, Files.size(table) + " bytes");
        assertTrue(profile(table, "id").contains("\n2000000 rows, 7 columns"));
    }

    @Test
    void aWideTableOfUniqueValues() throws Exception {
        Random random = new Random(1);
        Path table = folder.resolve("wide.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(table))) {
            for (int i = 0; i < 10; i++) out.write(lines(random, 400, 500));
        }
        assertTrue(profile(table, null).contains("\n3999 rows, 500 columns"));
    }

    /** Half of the cells numbers, half texts, nearly all different. */
    private static byte[] lines(Random random, int rows, int columns) {
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                if (c > 0) text.append(',');
                text.append(c % 2 == 0 ? String.valueOf(random.nextInt()) : Long.toString(random.nextLong() >>> 20, 36));
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private String profile(Path table, String key) throws IOException, InterruptedException {
        ProcessBuilder child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx96m", "-XX:+UseSerialGC", "-cp",
                System.getProperty("java.class.path"), ProfileMain.class.getName(), table.toString(), folder.resolve("out").toString());
        if (key != null) child.command().add(key);
        Path said = folder.resolve("said");
        Process process = child.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), "takes too long");
        assertEquals(0, process.exitValue(), Files.readString(said));
        return Files.readString(said);
    }
}
