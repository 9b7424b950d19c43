package mayfly.queue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import mayfly.job.RunFolder;

/** Reads pieces of logs by byte offset: what a look costs does not depend on the length of the log. */
final class LogFiles {
    private LogFiles() { }

    /** @throws Refusal BAD_REQUEST when there is no such stream */
    static Path path(RunFolder folder, String stream) {
        return switch (stream) {
            case "stdout" -> folder.stdout();
            case "stderr" -> folder.stderr();
            default -> throw new Refusal(Refusal.Reason.BAD_REQUEST, "There is no log “" + Words.brief(stream) + "”; there are stdout and stderr.");
        };
    }

    /**
     * @param offset where to begin; negative = that far before the end
     * @param length bytes at most
     */
    static LogSlice read(Path file, long offset, int length) throws IOException {
        if (!Files.isRegularFile(file)) return new LogSlice("", 0, 0, 0);
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            long size = in.length();
            long from = Math.min(size, offset < 0 ? Math.max(0, size + offset) : offset);
            byte[] bytes = new byte[(int) Math.min(length, size - from)];
            in.seek(from);
            in.readFully(bytes);
            int begin = offset < 0 && from > 0 ? afterLine(bytes) : skipContinuation(bytes, from);
            int end = from + bytes.length < size ? wholeLines(bytes, begin) : bytes.length;
            return new LogSlice(new String(bytes, begin, end - begin, StandardCharsets.UTF_8), from + begin, from + end, size);
        }
    }

    private static int afterLine(byte[] bytes) {
        for (int i = 0; i < bytes.length - 1; i++) if (bytes[i] == '\n') return i + 1;
        return 0;
    }

    /** Not into the middle of a character. */
    private static int skipContinuation(byte[] bytes, long from) {
        int i = 0;
        while (from > 0 && i < bytes.length && i < 3 && (bytes[i] & 0xC0) == 0x80) i++;
        return i;
    }

    /** Up to the end of the last whole line; a line longer than the piece is cut, between characters. */
    private static int wholeLines(byte[] bytes, int begin) {
        for (int i = bytes.length; i > begin; i--) if (bytes[i - 1] == '\n') return i;
        int end = bytes.length;
        while (end > begin && bytes.length - end < 3 && (bytes[end - 1] & 0xC0) == 0x80) end--;
        boolean cutHere = end > begin && end < bytes.length + 1 && (bytes[end - 1] & 0xC0) == 0xC0;
        return cutHere ? end - 1 : bytes.length;
    }
}
