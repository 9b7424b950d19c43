package mayfly.queue;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import mayfly.launch.ProcessTable;
import mayfly.launch.WorkerLine;
import mayfly.store.AttemptRef;

/** Workers that live on this host, found without a record: by the cookie in their environment and by their command line. The process table is read once, when it is first needed. */
final class LiveWorkers {
    private ProcessTable table;

    /** The worker itself, not what it started. */
    Optional<ProcessHandle> of(AttemptRef attempt) {
        if (table == null) table = ProcessTable.read();
        return table.of(attempt.cookies(), 0).stream().map(ProcessHandle::of).flatMap(Optional::stream).filter(ProcessHandle::isAlive).filter(WorkerLine::isOf)
                .min(Comparator.comparing(p -> p.info().startInstant().orElse(Instant.MAX)));
    }
}
