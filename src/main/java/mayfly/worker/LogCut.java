package mayfly.worker;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;

/**
 * Keeps stdout and stderr below a number of bytes together: cuts what is beyond and says so where it was cut. Each may have what the other does not need, and half in any case. Both
 * are open for append, by this process and its children: whoever writes on writes behind the cut, and that is cut at the next look. Between two looks there may be more.
 */
final class LogCut {
    private final Log[] logs;
    private final long limit;
    private final String note;

    /** @param limit bytes of both together, notes apart */
    LogCut(File stdout, File stderr, long limit) {
        this.logs = new Log[] {new Log(stdout), new Log(stderr)};
        this.limit = limit;
        this.note = "\nMayfly: the log limit of " + Words.bytes(limit) + " was reached here; what was written from here on was cut, and the job went on.\n";
    }

    private static final class Log {
        final File file;
        /** Where it was cut; -1 = it has not been. */
        long at = -1;

        Log(File file) {
            this.file = file;
        }

        long used() {
            return at < 0 ? file.length() : at;
        }
    }

    void apply() {
        if (logs[0].file.length() + logs[1].file.length() <= limit) return;
        for (int i = 0; i < 2; i++) {
            long most = Math.max(limit - logs[1 - i].used(), limit / 2);
            if (logs[i].used() > most) cut(logs[i], most);
            else if (logs[i].at >= 0 && logs[i].file.length() > logs[i].at + note.length()) cut(logs[i], logs[i].at);
        }
    }

    private void cut(Log log, long at) {
        try (var file = new RandomAccessFile(log.file, "rw")) {
            file.setLength(at);
            file.seek(at);
            file.write(note.getBytes(StandardCharsets.UTF_8));
            log.at = at;
        } catch (IOException e) {
            System.err.println("Mayfly: cannot cut the log: " + e);
        }
    }
}
