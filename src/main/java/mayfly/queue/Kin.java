package mayfly.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.launch.Confinement;
import mayfly.launch.ProcessTable;
import mayfly.store.AttemptRef;

/**
 * Remembers which processes belong to the attempts that run on this host, where the host offers no control groups: whoever was seen once as a child of a worker stays known when
 * that worker is gone, whatever it has done to its session, its parent or its environment. Looked at once a second; what is born and escapes between two looks is not seen.
 * What this node has seen ends with it.
 */
final class Kin {
    /** Of what has ended and been buried by another node nobody tells us. */
    private static final Duration OLD = Duration.ofHours(1);
    private final boolean needed;
    private final Map<String, Seen> known = new ConcurrentHashMap<>();

    private record Seen(Set<ProcessTable.Id> processes, long nanos) {
        boolean isOld() {
            return System.nanoTime() - nanos > OLD.toNanos();
        }
    }

    Kin(Confinement confinement) {
        this.needed = !confinement.isTight();
    }

    /** @param here jobs whose workers run on this host */
    void look(List<JobRecord> here) {
        if (!needed) return;
        List<JobRecord> running = here.stream().filter(j -> j.state() == JobState.RUNNING && j.worker().pid() != 0).toList();
        known.values().removeIf(Seen::isOld);
        if (running.isEmpty()) return;
        ProcessTable table = ProcessTable.read();
        for (JobRecord job : running) {
            var attempt = new AttemptRef(job.id(), job.attempt());
            see(attempt, table.of(attempt.cookies(), Undertaker.alive(job.worker()), 0, of(job.id(), job.attempt())));
        }
    }

    /** These processes belong to that attempt. */
    void see(AttemptRef attempt, Collection<ProcessTable.Id> processes) {
        // Those that have gone are dropped with it: their descendants stand for themselves.
        known.put(key(attempt.job(), attempt.attempt()), new Seen(Set.copyOf(processes), System.nanoTime()));
    }

    Set<ProcessTable.Id> of(String job, int attempt) {
        Seen seen = known.get(key(job, attempt));
        return seen == null ? Set.of() : seen.processes();
    }

    /** Nothing is left of that attempt. */
    void forget(AttemptRef attempt) {
        known.remove(key(attempt.job(), attempt.attempt()));
    }

    private static String key(String job, int attempt) {
        return job + "/" + attempt;
    }
}
