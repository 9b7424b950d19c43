package mayfly.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mayfly.job.Failpoint;
import mayfly.job.Failure;
import mayfly.job.RetryPolicy;
import mayfly.job.RunFolder;
import mayfly.store.Verdict;
import mayfly.store.WorkerLink;

/**
 * Brings an outcome home: first to {@code result.json}, whole or not at all, then to the record. When the store stays away longer than
 * {@link #PATIENCE} the worker goes, and the file speaks for it.
 */
final class Delivery {
    static final Duration PATIENCE = Duration.ofMinutes(10);
    private final Order order;
    private final RunFolder folder;
    private final WorkerLink link;
    private final JobHandle job;

    Delivery(Order order, WorkerLink link, JobHandle job) {
        this.order = order;
        this.folder = order.folder();
        this.link = link;
        this.job = job;
    }

    void deliver(Outcome outcome) {
        Thread.interrupted();
        try {
            Failpoint.OUTCOME_BEFORE.reach();
            write(outcome);
            Failpoint.RESULT_WRITTEN.pass();
        } catch (IOException e) {
            System.err.println("Mayfly: cannot write result.json: " + e.getMessage());
        }
        long until = System.nanoTime() + PATIENCE.toNanos();
        for (long pause = 50; !told(outcome) && System.nanoTime() < until; pause = Math.min(2000, pause * 2)) {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                // Asked to hurry: the next try follows at once.
            }
        }
    }

    private boolean told(Outcome outcome) {
        List<String> last = Measures.of(job.progress());
        try {
            Failpoint.TELLING.reach();
            if (outcome.failure() != null) {
                heed(failed(outcome.failure(), last));
            } else {
                last.addAll(List.of("result", outcome.outputs()));
                heed(link.succeed(last));
            }
            Failpoint.TOLD.pass();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Declared lost, timed out or dismissed in the meantime: what it found comes too late, and nobody is to find it there and take it for the outcome. */
    private void heed(Verdict verdict) throws IOException {
        if (verdict == Verdict.STALE || verdict == Verdict.NO) Files.deleteIfExists(folder.result());
    }

    private Verdict failed(Failure failure, List<String> last) throws IOException {
        Optional<Duration> wait = RetryPolicy.parse(order.retry()).next(failure, folder.attempt(), order.crashes(), Math.random());
        return wait.isPresent() ? link.retry(failure, wait.get(), last) : link.fail(failure, last);
    }

    void write(Outcome outcome) throws IOException {
        Path part = folder.result().resolveSibling("result.json.part");
        try (JsonText out = new JsonText(Files.newBufferedWriter(part))) {
            out.begin('{');
            if (outcome.failure() == null) out.name("state").value("SUCCESSFUL").name("outputs").raw(outcome.outputs());
            else failed(out, outcome.failure());
            out.end('}');
        }
        Files.move(part, folder.result(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void failed(JsonText out, Failure f) throws IOException {
        out.name("state").value("FAILED").name("failure");
        out.begin('{');
        out.name("kind").value(f.kind().name()).name("message").value(f.message()).name("tail").value(f.tail());
        if (f.exitCode() != null) out.name("exit").raw(f.exitCode().toString());
        out.end('}');
    }
}
