package mayfly.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import mayfly.job.Failure;
import mayfly.job.FailureKind;
import mayfly.job.JobId;
import mayfly.job.Limits;
import mayfly.job.RunFolder;
import mayfly.store.AttemptRef;
import mayfly.store.WorkerLink;

/**
 * Goes the way of a worker once without a job, so that the JVM can note which classes a worker needs: order, computation, outputs, outcome, and a word to a store that is not
 * there. Started by the launcher's class archive only; it leaves no trace outside its folder.
 */
final class Training {
    private Training() { }

    public static void main(String[] args) throws Exception {
        var folder = new RunFolder(Path.of(args[0]), JobId.fresh(), 1);
        Files.createDirectories(folder.inputs());
        Files.writeString(folder.values(), "{\"start\": 1, \"end\": 10, \"increment\": 1, \"pause\": 0}");
        Files.writeString(folder.home().resolve("connection"), "redis://nobody:nothing@127.0.0.1:1/0");
        var limits = new Limits(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofSeconds(1), 64 << 20);
        new Order(folder, folder.home().resolve("connection"), Duration.ofSeconds(10), "mayfly.worker.samples.Count", limits, "here").write();

        Class.forName("mayfly.worker.Main");
        Class.forName("mayfly.worker.AttemptRun");
        Class.forName("mayfly.worker.Heartbeat");
        Signals.onTerm(() -> { });
        Order order = Order.read(folder.order());
        var link = new WorkerLink(order.connection(), new AttemptRef(folder.job(), 1), order.lease());
        var job = new JobHandle(folder);
        speak(link);
        Outcome outcome = new Outcome(new ComputationRunner(folder, job).run(order.computation()), null);
        new Delivery(folder, link, job).write(outcome);
        speak(link);
        Outcome.of(new Failure(FailureKind.COMPUTATION, Words.duration(limits.soft())));
        Children.kill();
    }

    /** Nobody listens at that port; what is loaded to ask is loaded all the same. */
    private static void speak(WorkerLink link) {
        try {
            link.beat(List.of("peak", Long.toString(OwnProcess.peak()), "begun", Long.toString(OwnProcess.begun())));
        } catch (IOException e) {
            System.out.println("as expected: " + e.getMessage());
        }
    }
}
