package mayfly.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mayfly.job.Ending;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.launch.LocalLauncher;
import mayfly.launch.ProcessTable;
import mayfly.store.AttemptRef;

/**
 * Makes sure that nothing is left of an attempt that has ended, however it ended: TERM, grace, KILL over the whole tree, a last look, and the proof into the record. One
 * look at the process table serves all endings of a round. The list of endings stands in the store, so that a successor goes on where this node stopped. Of the nodes on one
 * host one does this: two would each count as its own what the other has ended.
 */
final class Undertaker {
    /** A worker that has said its last word leaves by itself within this time. */
    private static final Duration LEAVING = Duration.ofSeconds(2);
    /** A process that survives KILL for this long hangs in the kernel; it is reported as left. */
    private static final Duration HOPELESS = Duration.ofSeconds(30);

    private final QueueSettings settings;
    private final Stores stores;
    private final Presence presence;
    private final InstantSource clock;
    private final Map<AttemptRef, Case> cases = new HashMap<>();

    Undertaker(QueueSettings settings, Stores stores, Presence presence, InstantSource clock) {
        this.presence = presence;
        this.settings = settings;
        this.stores = stores;
        this.clock = clock;
    }

    private static final class Case {
        final Instant opened;
        final Set<Long> asked = new HashSet<>();
        final Set<Long> killed = new HashSet<>();
        Instant askedAt;
        boolean lookedAgain;

        Case(Instant opened) {
            this.opened = opened;
        }

        Ending proof(int left) {
            return new Ending(asked.size() - killed.size(), killed.size() - left, left);
        }
    }

    /** @return whether another round is due soon */
    boolean round() {
        List<AttemptRef> endings = presence.buries() ? stores.leases().endings().stream().filter(ref -> ref.host().equals(settings.host())).toList() : List.of();
        cases.keySet().retainAll(Set.copyOf(endings));
        if (endings.isEmpty()) return false;
        Map<String, JobRecord> jobs = stores.jobs().find(endings.stream().map(AttemptRef::job).toList());
        ProcessTable table = ProcessTable.read();
        for (AttemptRef ref : endings) look(ref, Optional.ofNullable(jobs.get(ref.job())), table);
        return !cases.isEmpty();
    }

    private void look(AttemptRef ref, Optional<JobRecord> job, ProcessTable table) {
        Case open = cases.computeIfAbsent(ref, r -> new Case(clock.instant()));
        Set<Long> there = table.of(ref.cookies(), worker(job, ref));
        if (there.isEmpty()) close(ref, job, open);
        else press(ref, job, open, there);
    }

    private static long worker(Optional<JobRecord> job, AttemptRef ref) {
        return job.filter(j -> j.attempt() == ref.attempt() && LocalLauncher.isAlive(j.worker().pid(), j.worker().begun())).map(j -> j.worker().pid()).orElse(0L);
    }

    /** Nothing there: after force a second look, so that a process that was just being born is not missed. */
    private void close(AttemptRef ref, Optional<JobRecord> job, Case open) {
        boolean forced = !open.asked.isEmpty() || isDismissed(job);
        if (forced && !open.lookedAgain) {
            open.lookedAgain = true;
            return;
        }
        cases.remove(ref);
        stores.leases().proof(settings.node(), settings.host(), ref, forced ? open.proof(0) : null);
    }

    private void press(AttemptRef ref, Optional<JobRecord> job, Case open, Set<Long> there) {
        open.lookedAgain = false;
        Instant now = clock.instant();
        boolean inPeace = !isDismissed(job) && now.isBefore(open.opened.plus(LEAVING));
        if (inPeace || !presence.buries()) return;
        Duration grace = job.map(j -> j.limits().grace()).orElse(LEAVING);
        if (open.askedAt == null) open.askedAt = now;
        boolean over = now.isAfter(open.askedAt.plus(grace));
        for (long pid : there) {
            boolean first = open.asked.add(pid);
            if (over) kill(open, pid);
            else if (first) ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        }
        if (now.isAfter(open.askedAt.plus(grace).plus(HOPELESS))) giveUp(ref, open, there);
    }

    private static void kill(Case open, long pid) {
        open.killed.add(pid);
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Still listed, so that it is looked at again; the record says what is left. */
    private void giveUp(AttemptRef ref, Case open, Set<Long> there) {
        stores.leases().proof(settings.node(), settings.host(), ref, open.proof(there.size()));
    }

    private static boolean isDismissed(Optional<JobRecord> job) {
        return job.isEmpty() || job.get().state() == JobState.DISMISSED;
    }
}
