package mayfly.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;

/**
 * A CSV of seven columns, the same for the same size on every machine: running number, date, one of 12 stations, two measured values (one missing now and then), a count,
 * and a note of two words.
 */
final class GeneratedTable {
    private static final String[] STATIONS = {"Aspen", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo", "Hazel", "Ivy", "Juniper", "Kapok", "Larch"};
    private static final String[] WORDS = {"clear", "calm", "gusty", "humid", "dry", "overcast", "bright", "foggy", "frosty", "mild"};

    private GeneratedTable() { }

    /** @param megabytes of 1,000,000 bytes; the file ends with the row that reaches them */
    static Path of(int megabytes) throws IOException {
        Path file = Files.createDirectories(Path.of("target/bench")).resolve("table-" + megabytes + "MB.csv").toAbsolutePath();
        if (Files.exists(file) && Files.size(file) >= megabytes * 1_000_000L) return file;
        var random = new Random(7);
        long left = megabytes * 1_000_000L;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write("id,day,station,temperature,pressure,visits,note\n".getBytes(StandardCharsets.US_ASCII));
            for (long id = 1; left > 0; id++) {
                byte[] row = row(random, id).getBytes(StandardCharsets.US_ASCII);
                out.write(row);
                left -= row.length;
            }
        }
        return file;
    }

    private static String row(Random random, long id) {
        String pressure = random.nextInt(50) == 0 ? "" : decimals(9000 + random.nextInt(2000));
        return id + "," + LocalDate.ofEpochDay(15_000 + id % 6000) + "," + STATIONS[random.nextInt(12)] + "," + decimals((int) (120 + random.nextGaussian() * 80)) + "," + pressure + ","
                + random.nextInt(100_000) + "," + WORDS[random.nextInt(10)] + " " + WORDS[random.nextInt(10)] + "\n";
    }

    private static String decimals(int tenths) {
        return String.format(Locale.ROOT, "%s%d.%d", tenths < 0 ? "-" : "", Math.abs(tenths) / 10, Math.abs(tenths) % 10);
    }
}
