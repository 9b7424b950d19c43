package mayfly.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mayfly.job.JobRecord;

/**
 * The last lines of a job's log, read from the end of the file: costs the same for every size.
 *
 * @param out   of stdout; may be empty
 * @param err   of stderr; may be empty
 * @param size of both files, in words
 */
record LogTail(String out, String err, String size) {
    private static final int PIECE = 8192;

    static LogTail of(Desk desk, JobRecord job, int lines) {
        long out = size(desk, job, "stdout");
        long err = size(desk, job, "stderr");
        return new LogTail(read(desk, job, "stdout", out, lines), read(desk, job, "stderr", err, Math.max(4, lines / 3)), new Words().size(out + err));
    }

    /** For a page that shows stderr by itself. */
    LogTail outOnly() {
        return new LogTail(out, "", size);
    }

    public boolean both() {
        return !out.isEmpty() && !err.isEmpty();
    }

    public boolean isEmpty() {
        return out.isEmpty() && err.isEmpty();
    }

    /** Of both files, so that one can tell whether they have grown. */
    static String sizes(Desk desk, JobRecord job) {
        return size(desk, job, "stdout") + " " + size(desk, job, "stderr");
    }

    static long size(Desk desk, JobRecord job, String stream) {
        Optional<Path> file = desk.jobs().logFile(job, stream);
        try {
            return file.isEmpty() ? 0 : Files.size(file.get());
        } catch (IOException e) {
            return 0;
        }
    }

    private static String read(Desk desk, JobRecord job, String stream, long size, int lines) {
        if (size == 0) return "";
        long from = Math.max(0, size - PIECE);
        String text = desk.jobs().log(job, stream, from, PIECE).text();
        int line = text.indexOf('\n');
        if (from > 0 && line >= 0 && line < text.length() - 1) text = text.substring(line + 1);
        // Some more than are shown, because lines of escapes alone vanish.
        return LogText.tail(LogText.of(LogText.tail(text, 2 * lines)), lines);
    }
}
