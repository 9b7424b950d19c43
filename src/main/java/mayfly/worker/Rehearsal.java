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
 * Goes the way of a worker once without a job, so that the JVM has loaded and linked what the way needs: order, claim, inputs, computation, outputs, outcome, sign of life.
 * What it says to the store is about a job that does not exist; the store answers that it does not, and keeps nothing. It prints nothing and leaves no thread, no hook and no
 * file outside its folder.
 */
final class Rehearsal {
    private static final String INPUTS = "{\"start\": 1, \"end\": 10, \"increment\": 1, \"pause\": 0}";
    private static final Limits LIMITS = new Limits(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofSeconds(1), 64 << 20);
    private final Path home;
    private final Path connection;
    private final ScriptNames scripts;

    /**
     * @param home       a folder of its own, deleted by whoever made it
     * @param connection file that tells the store's address; where it does not answer the rehearsal leaves out the words to it
     */
    Rehearsal(Path home, Path connection, ScriptNames scripts) {
        this.home = home;
        this.connection = connection;
        this.scripts = scripts;
    }

    void run() throws Exception {
        // By number: to draw a random id would load what no worker needs. No job has this one, because ids are drawn from 62^22.
        var folder = new RunFolder(home, "0".repeat(JobId.LENGTH), 1);
        Files.createDirectories(folder.inputs());
        Files.writeString(folder.values(), INPUTS);
        new Order(folder, connection, Duration.ofSeconds(10), "mayfly.worker.samples.Count", LIMITS, "here", scripts).write();
        Order order = Order.read(folder.order());
        try (WorkerLink link = order.link()) {
            go(order, link);
        }
    }

    private static void go(Order order, WorkerLink link) throws Exception {
        var job = new JobHandle(order.folder());
        speak(() -> link.claim(Main.whoami(order)));
        String outputs = new ComputationRunner(order.folder(), job).run(order.computation());
        speak(() -> link.beat(Measures.of(job.progress())));
        new Delivery(order.folder(), link, job).write(new Outcome(outputs, null));
        speak(() -> link.succeed(List.of("result", outputs)));
        Children.kill();
        for (String name : List.of("AttemptRun", "Heartbeat", "Signals")) Class.forName("mayfly.worker." + name);
    }

    private interface Word {
        void say() throws IOException;
    }

    private static void speak(Word word) {
        try {
            word.say();
        } catch (IOException e) {
            // The store is away: a rehearsal without it is better than none.
        }
    }
}
