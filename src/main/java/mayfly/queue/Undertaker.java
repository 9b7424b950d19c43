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
import mayfly.job.Failpoint;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Worker;
import mayfly.launch.Alive;
import mayfly.launch.Confinement;
import mayfly.launch.ProcessTable;
import mayfly.launch.ProcessTable.Id;
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

    /** Even the smallest range of pids (32768) does not go round within this time. */
    private static final Duration LATELY = Duration.ofSeconds(10);
    /** So long a worker outlives its children's end, at most: it may be the one that adopts their orphans. */
    private static final Duration ADOPTION = Duration.ofSeconds(3);

    private final QueueSettings settings;
    private final Stores stores;
    private final Confinement confinement;
    private final Kin kin;
    private final Presence presence;
    private final InstantSource clock;
    private final Map<AttemptRef, Case> cases = new HashMap<>();

    Undertaker(QueueSettings settings, Stores stores, Confinement confinement, Kin kin, Presence presence, InstantSource clock) {
        this.confinement = confinement;
        this.kin = kin;
        this.presence = presence;
        this.settings = settings;
        this.stores = stores;
        this.clock = clock;
    }

    private static final class Case {
        final Instant opened;
        /** What the worker itself has ended and told of. */
        final Ending before;
        final Set<Id> asked = new HashSet<>();
        final Set<Id> killed = new HashSet<>();
        Instant askedAt;
        boolean lookedAgain;

        Case(Instant opened, Ending before) {
            this.opened = opened;
            this.before = before;
        }

        Ending proof(int left) {
            return new Ending(before.terminated() + asked.size() - killed.size(), before.killed() + killed.size() - left, left);
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
        Case open = cases.computeIfAbsent(ref, r -> new Case(clock.instant(), job.filter(j -> isCurrent(job, ref) && j.ending() != null).map(JobRecord::ending).orElse(Ending.NOTHING_RAN)));
        long worker = job.filter(j -> isCurrent(job, ref)).map(j -> alive(j.worker())).orElse(0L);
        Set<Id> there = new HashSet<>(table.of(ref.cookies(), worker, session(ref, job), kin.of(ref.job(), ref.attempt())));
        there.addAll(confinement.members(ref.cookies()));
        // Known from now on: one whose parent is killed in this round is found in the next.
        kin.see(ref, there);
        // One that always starts another and goes may slip through a look at all processes, but not out of its group.
        if (there.isEmpty() && confinement.isEmpty(ref.cookies())) close(ref, job, open);
        else press(ref, job, open, there, worker);
    }

    /** Of a worker whose word or end came so short a time ago that its pid cannot have gone round and be another's; else 0. */
    private long session(AttemptRef ref, Optional<JobRecord> job) {
        return isCurrent(job, ref) && job.get().times().updated().plus(LATELY).isAfter(stores.leases().now()) ? job.get().worker().pid() : 0;
    }

    /** Pid of a worker that is surely still that process; else 0. */
    static long alive(Worker worker) {
        return Alive.is(worker.pid(), worker.begun()) ? worker.pid() : 0;
    }

    /** Nothing there: after force a second look, so that a process that was just being born is not missed. */
    private void close(AttemptRef ref, Optional<JobRecord> job, Case open) {
        boolean forced = !open.asked.isEmpty() || isDismissed(job) || endedBadly(job);
        if (forced && !open.lookedAgain) {
            open.lookedAgain = true;
            return;
        }
        cases.remove(ref);
        kin.forget(ref);
        confinement.over(ref.cookies());
        Failpoint.BURYING.pass();
        stores.leases().proof(settings.node(), settings.host(), ref, forced ? open.proof(0) : null);
        Failpoint.BURIED.pass();
    }

    private void press(AttemptRef ref, Optional<JobRecord> job, Case open, Set<Id> there, long worker) {
        open.lookedAgain = false;
        Instant now = clock.instant();
        boolean inPeace = !isDismissed(job) && now.isBefore(open.opened.plus(LEAVING));
        if (inPeace || !presence.buries()) return;
        Duration grace = job.map(j -> j.limits().grace()).orElse(LEAVING);
        if (open.askedAt == null) open.askedAt = now;
        Instant until = open.askedAt.plus(grace);
        for (Id id : there) if (open.asked.add(id)) ProcessTable.end(id, false);
        if (now.isAfter(until)) kill(ref, open, there, now.isBefore(until.plus(ADOPTION)) ? worker : 0);
        if (now.isAfter(until.plus(HOPELESS))) giveUp(ref, open, there);
    }

    /** @param worker comes last while it may adopt orphans that are still to be found; 0 = is no exception */
    private void kill(AttemptRef ref, Case open, Set<Id> there, long worker) {
        if (confinement.isTight()) worker = 0;
        confinement.kill(ref.cookies());
        for (Id id : there) {
            if (id.pid() == worker && there.size() > 1) continue;
            open.killed.add(id);
            ProcessTable.end(id, true);
        }
    }

    /** Still listed, so that it is looked at again; the record says what is left. */
    private void giveUp(AttemptRef ref, Case open, Set<Id> there) {
        stores.leases().proof(settings.node(), settings.host(), ref, open.proof(there.size()));
    }

    private static boolean isDismissed(Optional<JobRecord> job) {
        return job.isEmpty() || job.get().state() == JobState.DISMISSED;
    }

    /** So that whoever reads of it reads too that nothing is left. */
    private static boolean endedBadly(Optional<JobRecord> job) {
        return job.isPresent() && job.get().failure() != null && (job.get().failure().kind() == FailureKind.LOST || job.get().failure().kind() == FailureKind.TIMEOUT
                || job.get().failure().kind() == FailureKind.MEMORY);
    }

    private static boolean isCurrent(Optional<JobRecord> job, AttemptRef ref) {
        return job.isPresent() && job.get().attempt() == ref.attempt();
    }
}
