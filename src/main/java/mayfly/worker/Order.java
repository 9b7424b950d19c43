package mayfly.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import mayfly.job.Limits;
import mayfly.job.OnLog;
import mayfly.job.RunFolder;
import mayfly.store.AttemptRef;
import mayfly.store.ScriptNames;
import mayfly.store.WorkerLink;

/**
 * What one worker is to do: a small file in the attempt's folder, written by the launcher. With the inputs beside it the folder tells everything, so that a
 * worker needs nobody but the store. No secret stands in it.
 *
 * @param folder      of the attempt
 * @param connection  file that tells the store's address
 * @param lease       how long a sign of life counts
 * @param computation class to run; empty where it is a program, which stands in a file of its own beside this one
 * @param limits      what it may use
 * @param host        name of this machine
 * @param scripts     names of the store's scripts
 * @param retry       text of the job's {@link mayfly.job.RetryPolicy}, read only when the attempt fails
 * @param crashes     earlier attempts that ended without a word of their worker's
 * @param cookie      by which this worker's processes are found, where it is not that of the attempt; else empty
 * @param group       folder of the control group that this worker is to be in; empty = the host offers none
 */
public record Order(RunFolder folder, Path connection, Duration lease, String computation, Limits limits, String host, ScriptNames scripts, String retry, int crashes, String cookie,
                    String group) {

    /** @param file usually {@link RunFolder#order}; elsewhere where the folder is about to become the attempt's */
    public void write(Path file) throws IOException {
        var lines = new StringBuilder();
        line(lines, "home", folder.home().toString());
        line(lines, "job", folder.job());
        line(lines, "attempt", Integer.toString(folder.attempt()));
        line(lines, "connection", connection.toString());
        line(lines, "lease", Long.toString(lease.toMillis()));
        line(lines, "computation", computation);
        line(lines, "soft", Long.toString(limits.soft().toMillis()));
        line(lines, "hard", Long.toString(limits.hard().toMillis()));
        line(lines, "grace", Long.toString(limits.grace().toMillis()));
        line(lines, "memory", Long.toString(limits.memory()));
        line(lines, "tree", Long.toString(limits.tree()));
        line(lines, "log", Long.toString(limits.log()));
        line(lines, "onLog", limits.onLog().name());
        line(lines, "output", Long.toString(limits.output()));
        line(lines, "host", host);
        line(lines, "script.change", scripts.change());
        line(lines, "script.beat", scripts.beat());
        line(lines, "retry", retry);
        line(lines, "crashes", Integer.toString(crashes));
        line(lines, "cookie", cookie);
        line(lines, "group", group);
        Files.writeString(file, lines);
    }

    /** As {@link Properties#load} reads it. Not by {@link Properties#store}, which writes down the date first, in words: that alone takes longer than all the rest. */
    private static void line(StringBuilder out, String name, String value) {
        out.append(name).append('=').append(value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")).append('\n');
    }

    /** A way to the store for this attempt; nothing is sent yet. */
    WorkerLink link() {
        return new WorkerLink(connection, new AttemptRef(folder.job(), folder.attempt()), lease, scripts);
    }

    /** The same, by a connection that is open already. */
    WorkerLink link(WorkerLink open) {
        return open.turnTo(new AttemptRef(folder.job(), folder.attempt()), lease);
    }

    static Order read(Path file) throws IOException {
        var p = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            p.load(in);
        }
        var folder = new RunFolder(Path.of(p.getProperty("home")), p.getProperty("job"), Integer.parseInt(p.getProperty("attempt")));
        var limits = new Limits(millis(p, "soft"), millis(p, "hard"), millis(p, "grace"), bytes(p, "memory"), bytes(p, "tree"), bytes(p, "log"), OnLog.valueOf(p.getProperty("onLog")), bytes(p, "output"));
        return new Order(folder, Path.of(p.getProperty("connection")), millis(p, "lease"), p.getProperty("computation"), limits, p.getProperty("host"),
                new ScriptNames(p.getProperty("script.change"), p.getProperty("script.beat")), p.getProperty("retry"), Integer.parseInt(p.getProperty("crashes")), p.getProperty("cookie"),
                p.getProperty("group"));
    }

    private static long bytes(Properties p, String name) {
        return Long.parseLong(p.getProperty(name));
    }

    private static Duration millis(Properties p, String name) {
        return Duration.ofMillis(Long.parseLong(p.getProperty(name)));
    }
}
