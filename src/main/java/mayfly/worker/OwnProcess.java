package mayfly.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Facts about this very process, read from Linux' /proc. The JDK's own door, {@link ProcessHandle}, starts a pool of threads to tell a pid: it is asked only where there is
 * no /proc.
 */
final class OwnProcess {
    private OwnProcess() { }

    static long pid() {
        ProcStat own = ProcStat.own();
        return own == null ? ProcessHandle.current().pid() : own.pid();
    }

    /** When it began, in ms since the machine was booted, which does not change when the clock is set; since 1970 where there is no /proc. 0 where nobody tells. */
    static long begun() {
        ProcStat own = ProcStat.own();
        if (own == null) return ProcessHandle.current().info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return own.start() * 1000 / ProcStat.TICKS;
    }

    /** The most memory that it has had resident so far, in bytes; 0 where the system does not tell (only Linux does). */
    static long peak() {
        return number(text(Path.of("/proc/self/status")), "VmHWM:") * 1024;
    }

    /** Memory that a process has resident now, in bytes; 0 when it is gone, or the system does not tell. */
    static long resident(long pid) {
        return number(text(Path.of("/proc/" + pid + "/status")), "VmRSS:") * 1024;
    }

    /** The number behind a word at the beginning of a line; 0 where there is no such line. */
    static long number(String text, String word) {
        int at = text.startsWith(word) ? 0 : text.indexOf("\n" + word) + 1;
        if (at == 0 && !text.startsWith(word)) return 0;
        int from = at + word.length();
        while (Character.isWhitespace(text.charAt(from))) from++;
        int to = from;
        while (to < text.length() && Character.isDigit(text.charAt(to))) to++;
        return Long.parseLong(text.substring(from, to));
    }

    /** Empty where there is no such file. */
    static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
