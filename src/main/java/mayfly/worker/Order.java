package mayfly.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import mayfly.job.Limits;
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
 * @param computation class to run
 * @param limits      time, grace and memory
 * @param host        name of this machine
 * @param scripts     names of the store's scripts
 * @param cookie      by which this worker's processes are found, where it is not that of the attempt; else empty
 */
public record Order(RunFolder folder, Path connection, Duration lease, String computation, Limits limits, String host, ScriptNames scripts, String cookie) {

    /** @param file usually {@link RunFolder#order}; elsewhere where the folder is about to become the attempt's */
    public void write(Path file) throws IOException {
        var p = new Properties();
        p.setProperty("home", folder.home().toString());
        p.setProperty("job", folder.job());
        p.setProperty("attempt", Integer.toString(folder.attempt()));
        p.setProperty("connection", connection.toString());
        p.setProperty("lease", Long.toString(lease.toMillis()));
        p.setProperty("computation", computation);
        p.setProperty("soft", Long.toString(limits.soft().toMillis()));
        p.setProperty("hard", Long.toString(limits.hard().toMillis()));
        p.setProperty("grace", Long.toString(limits.grace().toMillis()));
        p.setProperty("memory", Long.toString(limits.memory()));
        p.setProperty("host", host);
        p.setProperty("script.change", scripts.change());
        p.setProperty("script.beat", scripts.beat());
        p.setProperty("cookie", cookie);
        try (var out = Files.newOutputStream(file)) {
            p.store(out, null);
        }
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
        try (var in = Files.newInputStream(file)) {
            p.load(in);
        }
        var folder = new RunFolder(Path.of(p.getProperty("home")), p.getProperty("job"), Integer.parseInt(p.getProperty("attempt")));
        var limits = new Limits(millis(p, "soft"), millis(p, "hard"), millis(p, "grace"), Long.parseLong(p.getProperty("memory")));
        return new Order(folder, Path.of(p.getProperty("connection")), millis(p, "lease"), p.getProperty("computation"), limits, p.getProperty("host"),
                new ScriptNames(p.getProperty("script.change"), p.getProperty("script.beat")), p.getProperty("cookie"));
    }

    private static Duration millis(Properties p, String name) {
        return Duration.ofMillis(Long.parseLong(p.getProperty(name)));
    }
}
