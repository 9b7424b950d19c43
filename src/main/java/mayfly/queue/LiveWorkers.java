package mayfly.queue;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import mayfly.launch.ProcessTable;
import mayfly.store.AttemptRef;

/** Workers that live on this host, found without a record: by the cookie in their environment and by their command line. The process table is read once, when it is first needed. */
final class LiveWorkers {
    private ProcessTable table;

    /** The worker itself, not what it started. */
    Optional<ProcessHandle> of(AttemptRef attempt) {
        if (table == null) table = ProcessTable.read();
        return table.of(attempt.cookies(), 0).stream().map(ProcessHandle::of).flatMap(Optional::stream).filter(LiveWorkers::isWorker)
                .min(Comparator.comparing(p -> p.info().startInstant().orElse(Instant.MAX)));
    }

    /** By the class that it runs; its children run others. */
    private static boolean isWorker(ProcessHandle process) {
        return process.isAlive() && process.info().commandLine().filter(line -> line.contains(" mayfly.worker.")).isPresent();
    }
}
