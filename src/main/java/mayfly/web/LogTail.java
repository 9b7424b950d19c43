package mayfly.web;

import java.util.List;
import mayfly.job.JobRecord;

/**
 * The last lines of a job's log, read from the end of the file: costs the same for every size.
 *
 * @param out   of stdout; may be empty
 * @param err   of stderr; may be empty
 * @param size of both files, in words
 */
record LogTail(List<AnsiText.Span> out, List<AnsiText.Span> err, String size) {
    private static final int PIECE = 8192;

    /** Bytes of both files. */
    record Sizes(long out, long err) { }

    static LogTail of(Desk desk, JobRecord job, int lines) {
        return of(desk, job, sizes(desk, job), lines);
    }

    static LogTail of(Desk desk, JobRecord job, Sizes sizes, int lines) {
        return new LogTail(read(desk, job, "stdout", sizes.out(), lines), read(desk, job, "stderr", sizes.err(), Math.max(4, lines / 3)), new Words().size(sizes.out() + sizes.err()));
    }

    /** For a page that shows stderr by itself. */
    LogTail outOnly() {
        return new LogTail(out, List.of(), size);
    }

    public boolean both() {
        return !out.isEmpty() && !err.isEmpty();
    }

    public boolean isEmpty() {
        return out.isEmpty() && err.isEmpty();
    }

    static Sizes sizes(Desk desk, JobRecord job) {
        return new Sizes(size(desk, job, "stdout"), size(desk, job, "stderr"));
    }

    static long size(Desk desk, JobRecord job, String stream) {
        return desk.jobs().logFile(job, stream).map(path -> path.toFile().length()).orElse(0L);
    }

    private static List<AnsiText.Span> read(Desk desk, JobRecord job, String stream, long size, int lines) {
        if (size == 0) return List.of();
        long from = Math.max(0, size - PIECE);
        String text = desk.jobs().log(job, stream, from, PIECE).text();
        int line = text.indexOf('\n');
        if (from > 0 && line >= 0 && line < text.length() - 1) text = text.substring(line + 1);
        return AnsiText.tail(AnsiText.of(text), lines);
    }
}
