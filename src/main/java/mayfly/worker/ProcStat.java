package mayfly.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One process as Linux tells it in {@code /proc/<pid>/stat}; see proc(5). A pid is given out again after a while: pid and start together name one process for as long as the
 * machine runs.
 *
 * @param pid     process id
 * @param state   'R', 'S', 'D', 'T'...; 'Z' and 'X' are dead
 * @param parent  pid of its parent, or of whoever has adopted it
 * @param session id of its session
 * @param cpu     processor time of its own and of its children that have ended and were waited for, in ms
 * @param start   when it began, in clock ticks since the machine did
 */
public record ProcStat(long pid, char state, long parent, long session, long cpu, long start) {
    /** Clock ticks a second in /proc, the same on every Linux that runs Java (USER_HZ). */
    static final long TICKS = 100;
    private static final Path PROC = Path.of("/proc");

    /** Null when there is no such process, or no /proc. */
    public static ProcStat of(long pid) {
        return read(PROC.resolve(Long.toString(pid)));
    }

    /** Of this very process; null where there is no /proc. */
    static ProcStat own() {
        return read(PROC.resolve("self"));
    }

    /** @param dir its folder in /proc; null is returned when it ended while we looked */
    public static ProcStat read(Path dir) {
        try {
            return parse(new String(Files.readAllBytes(dir.resolve("stat")), StandardCharsets.ISO_8859_1));
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static ProcStat parse(String stat) {
        // The name of the program stands in brackets and may contain anything, brackets and blanks too.
        int at = stat.lastIndexOf(')') + 2;
        var fields = new long[20];
        char state = stat.charAt(at);
        int from = at + 2;
        for (int i = 1; i < fields.length; i++) {
            int to = stat.indexOf(' ', from);
            fields[i] = Long.parseLong(stat.substring(from, to));
            from = to + 1;
        }
        // Fields 4 parent, 6 session, 14 to 17 times, 22 start, counted from 3.
        long ticks = fields[11] + fields[12] + fields[13] + fields[14];
        return new ProcStat(Long.parseLong(stat.substring(0, stat.indexOf(' '))), state, fields[1], fields[3], ticks * 1000 / TICKS, fields[19]);
    }

    public boolean isDead() {
        return state == 'Z' || state == 'X';
    }
}
