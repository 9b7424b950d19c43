package mayfly.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import mayfly.job.Failure;
import mayfly.job.RunFolder;
import mayfly.store.WorkerLink;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings an outcome home: first to {@code result.json}, whole or not at all, then to the record. When the store stays away longer than
 * {@link #PATIENCE} the worker goes, and the file speaks for it.
 */
final class Delivery {
    static final Duration PATIENCE = Duration.ofMinutes(10);
    private final RunFolder folder;
    private final WorkerLink link;
    private final JobHandle job;

    Delivery(RunFolder folder, WorkerLink link, JobHandle job) {
        this.folder = folder;
        this.link = link;
        this.job = job;
    }

    void deliver(Outcome outcome) {
        Thread.interrupted();
        try {
            write(outcome);
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
            if (outcome.failure() != null) {
                link.fail(outcome.failure(), last);
            } else {
                last.addAll(List.of("result", outcome.outputs()));
                link.succeed(last);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    void write(Outcome outcome) throws IOException {
        var mapper = JsonMapper.shared();
        ObjectNode root = mapper.createObjectNode();
        Failure f = outcome.failure();
        root.put("state", f == null ? "SUCCESSFUL" : "FAILED");
        if (f == null) root.set("outputs", mapper.readTree(outcome.outputs()));
        else root.putObject("failure").put("kind", f.kind().name()).put("message", f.message()).put("tail", f.tail());
        Path part = folder.result().resolveSibling("result.json.part");
        Files.write(part, mapper.writeValueAsBytes(root));
        Files.move(part, folder.result(), StandardCopyOption.ATOMIC_MOVE);
    }
}
