package mayfly.job;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The end of a log, whatever its length. */
public final class LogTail {
    private LogTail() { }

    /**
     * The last lines of a file.
     *
     * @param most bytes at most; the first, incomplete line is left out
     * @return text, empty when there is no file or it cannot be read
     */
    public static String of(Path file, int most) {
        if (!Files.isRegularFile(file)) return "";
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, in.length() - most);
            byte[] bytes = new byte[(int) (in.length() - from)];
            in.seek(from);
            in.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            int line = from == 0 ? -1 : text.indexOf('\n');
            return text.substring(line + 1).stripTrailing();
        } catch (IOException e) {
            return "";
        }
    }
}
