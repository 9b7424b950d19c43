package mayfly.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether a process that a record names is alive: that very one, told from others that got its number later by when it began. The start is compared as the kernel counts it,
 * in ticks since the machine was booted: to tell it by the calendar would declare all workers dead when the clock is set.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5), field 22, starttime</a>
 */
public final class Alive {
    /** A start before this is told since boot; later ones are of the calendar, from systems without /proc and from records of earlier versions. */
    private static final Instant CALENDAR = Instant.ofEpochMilli(Duration.ofDays(10_000).toMillis());
    private static final long TICK_MILLIS = 10;

    private Alive() { }

    /** @param begun by the machine's boot or by the calendar; null = not known */
    public static boolean is(long pid, Instant begun) {
        if (pid == 0 || ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) return false;
        String[] stat = stat(pid);
        if (stat.length > 0 && (stat[0].equals("Z") || stat[0].equals("X"))) return false;
        if (begun == null) return true;
        if (begun.isBefore(CALENDAR)) return stat.length > 19 && Long.parseLong(stat[19]) * TICK_MILLIS == begun.toEpochMilli();
        Instant start = ProcessHandle.of(pid).flatMap(p -> p.info().startInstant()).orElse(null);
        return start == null || Duration.between(begun, start).abs().compareTo(Duration.ofSeconds(5)) < 0;
    }

    /** Whether a signal (STOP, TSTP) or a debugger holds that process. */
    public static boolean isStopped(long pid) {
        String[] stat = stat(pid);
        return stat.length > 0 && (stat[0].equals("T") || stat[0].equals("t"));
    }

    /** The fields from the third on: what stands before is the name in brackets, which may hold anything. Empty where nobody tells. */
    private static String[] stat(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        } catch (IOException e) {
            return new String[0];
        }
    }
}
