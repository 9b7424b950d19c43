package mayfly.worker.samples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mayfly.worker.Computation;
import mayfly.worker.InputFile;
import mayfly.worker.Job;

/** Returns its inputs as it received them; of a file, what it is. One input for each kind of form field. */
public final class Echo implements Computation<Echo.Inputs, Echo.Outputs> {

    /** As the description names them; what was left out is null. */
    public record Inputs(String text, String remarks, Long whole, Double number, Boolean flag, String size, String colour,
                         String shade, String day, List<String> words, InputFile file, List<InputFile> files, String moment, Box box, Measure measure,
                         List<Double> numbers, Map<String, Object> object) { }

    /** @param crs null = longitude and latitude in degrees */
    public record Box(List<Double> bbox, String crs) { }

    /** @param uom unit of measurement */
    public record Measure(Double measurement, String uom) { }

    /** @param echo the inputs by id; a file as name, size, mediaType and sha256 */
    public record Outputs(Map<String, Object> echo) { }

    @Override
    public Outputs run(Inputs in, Job job) throws IOException, InterruptedException {
        Map<String, Object> echo = new LinkedHashMap<>();
        echo.put("text", in.text());
        echo.put("remarks", in.remarks());
        echo.put("whole", in.whole());
        echo.put("number", in.number());
        echo.put("flag", in.flag());
        echo.put("size", in.size());
        echo.put("colour", in.colour());
        echo.put("shade", in.shade());
        echo.put("day", in.day());
        echo.put("moment", in.moment());
        echo.put("words", in.words());
        echo.put("numbers", in.numbers());
        echo.put("box", in.box() == null ? null : box(in.box()));
        echo.put("measure", in.measure());
        echo.put("object", in.object());
        echo.put("file", in.file() == null ? null : what(in.file(), job));
        if (in.files() != null) {
            List<Map<String, Object>> files = new ArrayList<>();
            for (InputFile file : in.files()) files.add(what(file, job));
            echo.put("files", files);
        }
        echo.values().removeIf(Objects::isNull);
        return new Outputs(echo);
    }

    private static Map<String, Object> box(Box box) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("bbox", box.bbox());
        if (box.crs() != null) out.put("crs", box.crs());
        return out;
    }

    private static Map<String, Object> what(InputFile file, Job job) throws IOException, InterruptedException {
        Map<String, Object> what = new LinkedHashMap<>();
        what.put("name", file.name());
        what.put("size", file.size());
        what.put("mediaType", file.mediaType());
        what.put("sha256", sha256(file, job));
        return what;
    }

    private static String sha256(InputFile file, Job job) throws IOException, InterruptedException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = new DigestInputStream(Files.newInputStream(file.path()), digest)) {
            while (in.read(buffer) >= 0) {
                if (job.stopping() || Thread.interrupted()) throw new InterruptedException("stopped while reading " + file.name());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
