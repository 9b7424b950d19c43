package mayfly.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the kernel's OOM killer has done, as far as this process may see it: its log names each victim; where that cannot be read, the number of its victims since the machine
 * started tells ({@code oom_kill} in /proc/vmstat, which counts those of control groups too). Safe for several threads.
 */
public final class OomKiller {
    private static final Path COUNTS = Path.of("/proc/vmstat");
    /** A worker's end is seen within this time after a kill. */
    private static final Duration NEAR = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private long victims = count();
    private Instant last = Instant.EPOCH;

    /** Notices whether there were more victims since the last look; about once a second. */
    public synchronized void look(Instant now) {
        long count = count();
        if (count > victims) last = now;
        victims = count;
    }

    /**
     * What the OOM killer has to do with a death.
     *
     * @param certain whether it has named this very process; else somebody on this machine was its victim at about that time
     * @param words   for people; empty = nothing that is known of
     */
    public record Part(boolean certain, String words) {
        public static final Part NONE = new Part(false, "");
    }

    /** Of a worker that was killed by signal 9 just now. */
    public Part in(long pid, Instant now) {
        look(now);
        synchronized (this) {
            if (last.plus(NEAR).isBefore(now)) return Part.NONE;
        }
        String line = lineOf(pid);
        if (line.isEmpty()) return new Part(false, "Its worker was killed (signal 9, KILL) while the kernel's OOM killer was at work on this machine: most likely because memory ran short.");
        return new Part(true, "The kernel's OOM killer ended its worker, because memory ran short (signal 9, KILL)" + used(line) + ".");
    }

    private static String used(String line) {
        Matcher m = Pattern.compile("anon-rss:(\\d{1,15})kB").matcher(line);
        return m.find() ? ": it used " + (Long.parseLong(m.group(1)) >> 10) + " MiB" : "";
    }

    /** The kernel's words about that victim; empty when it has none, or we may not read them. */
    private static String lineOf(long pid) {
        try {
            Path out = Files.createTempFile("kernel", ".log");
            try {
                Process dmesg = Child.start(new ProcessBuilder("dmesg").redirectError(ProcessBuilder.Redirect.DISCARD).redirectOutput(out.toFile()));
                if (!dmesg.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) dmesg.destroyForcibly();
                List<String> lines = Files.readAllLines(out, StandardCharsets.ISO_8859_1);
                return lines.stream().filter(l -> l.contains("Killed process " + pid + " ")).reduce("", (a, b) -> b);
            } finally {
                Files.deleteIfExists(out);
            }
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static long count() {
        try {
            return Files.readAllLines(COUNTS).stream().filter(l -> l.startsWith("oom_kill ")).mapToLong(l -> Long.parseLong(l.substring(9).strip())).findFirst().orElse(0);
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
