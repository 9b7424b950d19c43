package mayfly.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import mayfly.job.JobId;
import mayfly.job.Limits;
import mayfly.job.RunFolder;
import mayfly.store.ScriptNames;
import mayfly.store.WorkerLink;

/**
 * Goes the way of a worker once without a job, so that the JVM has loaded and linked what the way needs, and nothing else: order, claim, inputs, computation, sign of life,
 * outputs, outcome. What it says to the store is about a job that does not exist; the store answers that it does not, and keeps nothing. It prints nothing and leaves no
 * thread, no hook and no file outside its folder.
 */
public final class Rehearsal {
    private static final String INPUTS = "{\"start\": 1, \"end\": 10, \"increment\": 1, \"pause\": 0}";
    private static final Limits LIMITS = new Limits(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofSeconds(1), 64 << 20);
    private final Order order;
    private final WorkerLink link;

    /** @param order as {@link #lay} wrote it */
    Rehearsal(Path order) throws IOException {
        this.order = Order.read(order);
        this.link = this.order.link();
    }

    /**
     * Writes what a rehearsal reads, in the place of the JVM that rehearses: to write it would load what no worker needs.
     *
     * @param home       a folder of its own, deleted by whoever made it
     * @param connection file that tells the store's address
     * @return the order
     */
    public static Path lay(Path home, Path connection) throws IOException {
        // No job has this id: ids are drawn from 62^22.
        var folder = new RunFolder(home, "0".repeat(JobId.LENGTH), 1);
        Files.createDirectories(folder.inputs());
        Files.writeString(folder.values(), INPUTS);
        new Order(folder, connection, Duration.ofSeconds(10), "mayfly.worker.samples.Count", LIMITS, "here", ScriptNames.current(), "", 0, "", "").write(folder.order());
        return folder.order();
    }

    void run() throws Exception {
        var job = new JobHandle(order.folder());
        claim();
        // What a job passes on its way, and no rehearsal.
        Class.forName("mayfly.job.Failpoint");
        var extents = new Extents(order);
        new Heartbeat(order, link, job, attempt(), extents);
        String outputs = new ComputationRunner(order.folder(), job).run(order.computation());
        new Delivery(order, link, job).write(new Outcome(outputs, null));
        end(job, outputs);
        extents.atTheEnd();
        Children.kill();
    }

    /** The attempt that it pretends to be. */
    AttemptRun attempt() {
        return new AttemptRun(order, link);
    }

    /** The way to the store that it has used. */
    WorkerLink link() {
        return link;
    }

    private void claim() {
        try {
            link.claim(Main.whoami(order));
        } catch (IOException e) {
            // The store is away: a rehearsal without it is better than none.
        }
    }

    private void end(JobHandle job, String outputs) {
        List<String> last = Measures.of(job.progress());
        try {
            link.beat(last);
            last.addAll(List.of("result", outputs));
            link.succeed(last);
        } catch (IOException e) {
            // As above.
        }
    }
}
