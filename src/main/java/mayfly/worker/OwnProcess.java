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
    private static final Path STAT = Path.of("/proc/self/stat");
    /** Clock ticks a second in /proc, the same on every Linux that runs Java (USER_HZ). */
    private static final long TICKS = 100;

    private OwnProcess() { }

    static long pid() {
        String stat = text(STAT);
        return stat.isEmpty() ? ProcessHandle.current().pid() : Long.parseLong(stat.substring(0, stat.indexOf(' ')));
    }

    /** When it began, in ms since 1970 as {@link ProcessHandle.Info#startInstant} would say: boot time and ticks since then. 0 where nobody tells. */
    static long begun() {
        String stat = text(STAT);
        long boot = number(text(Path.of("/proc/stat")), "btime ");
        if (stat.isEmpty() || boot == 0) return ProcessHandle.current().info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return boot * 1000 + field(stat, 22) * 1000 / TICKS;
    }

    /** The most memory that it has had resident so far, in bytes; 0 where the system does not tell (only Linux does). */
    static long peak() {
        return number(text(Path.of("/proc/self/status")), "VmHWM:") * 1024;
    }

    /** @param at from 3 on, as in proc(5): what stands before is the name in brackets, which may hold blanks */
    private static long field(String stat, int at) {
        int from = stat.lastIndexOf(')') + 2;
        for (int i = 3; i < at; i++) from = stat.indexOf(' ', from) + 1;
        return Long.parseLong(stat.substring(from, stat.indexOf(' ', from)));
    }

    /** The number behind a word at the beginning of a line; 0 where there is no such line. */
    private static long number(String text, String word) {
        int at = text.startsWith(word) ? 0 : text.indexOf("\n" + word) + 1;
        if (at == 0 && !text.startsWith(word)) return 0;
        int from = at + word.length();
        while (Character.isWhitespace(text.charAt(from))) from++;
        int to = from;
        while (to < text.length() && Character.isDigit(text.charAt(to))) to++;
        return Long.parseLong(text.substring(from, to));
    }

    /** Empty where there is no such file. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
