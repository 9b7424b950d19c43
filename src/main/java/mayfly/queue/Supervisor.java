package mayfly.queue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import mayfly.job.Failpoint;
import mayfly.job.Failure;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.RunFolder;
import mayfly.launch.Alive;
import mayfly.launch.OomKiller;
import mayfly.launch.ProcessTable;
import mayfly.store.AttemptRef;
import mayfly.store.Change;
import mayfly.store.StoreDown;
import mayfly.store.Verdict;

/**
 * Looks after attempts that hold a slot. A worker's end is seen at once by the node that started it; anything else by its lease. Probe before verdict: a living process
 * is never declared dead for being silent, and a dead one never shows as running.
 */
final class Supervisor {
    private static final Logger LOG = Logger.getLogger(Supervisor.class.getName());
    /** An attempt whose worker never claimed it is started anew this often. */
    private static final int LAUNCHES = 3;
    /** Readings of a job that a verdict may be about before the next round has to do. */
    private static final int READINGS = 3;
    /** A worker that enforces its own hard limit is given this much beyond limit and grace. */
    private static final Duration OVERRUN = Duration.ofSeconds(10);

    private final QueueSettings settings;
    private final Stores stores;
    private final Kin kin;
    private final OomKiller oom = new OomKiller();
    private final Map<AttemptRef, Integer> exits = new ConcurrentHashMap<>();
    /** By our own time, beside what the records say: Redis' clock may be set. */
    private final Sightings runs = new Sightings(Monotonic.source());
    private final Sightings silences = new Sightings(Monotonic.source());
    /** Jobs of which it was heard that they have ended, until their workers' exits are seen too. Those whose workers belong to other nodes are heard of as well, and forgotten in time. */
    private final Recent over = new Recent(1000);
    private final Presence presence;
    /** Since when the store has answered without a break, by its clock: while it was away nobody could be heard. */
    private Instant listening;
    private final Retrying retries;

    Supervisor(QueueSettings settings, Stores stores, Kin kin, Presence presence) {
        this.kin = kin;
        this.settings = settings;
        this.stores = stores;
        this.presence = presence;
        this.retries = new Retrying(settings, stores, presence);
    }

    /** The first one adopts what runs on this host already. */
    void round() {
        try {
            presence.say();
            look();
        } catch (StoreDown e) {
            listening = null;
            throw e;
        }
    }

    private void look() {
        Instant now = stores.leases().now();
        if (listening == null) listening = now;
        Set<String> silent = Set.copyOf(stores.leases().runOut(now, 1000));
        List<String> holders = stores.leases().holders();
        Map<String, JobRecord> jobs = stores.jobs().find(holders);
        runs.keep(jobs.keySet());
        silences.keep(jobs.keySet());
        kin.look(jobs.values().stream().filter(j -> j.worker().host().equals(settings.host())).toList());
        oom.look(now);
        for (String id : holders) {
            JobRecord job = jobs.get(id);
            if (job != null && silent.contains(id)) probe(job, now);
            else if (job != null && isDeadOrphan(job)) settle(job);
            else if (job != null) watchLimit(job, now);
            // A record that is gone (evicted, or deleted by hand) must not keep its slot for ever.
            else if (silent.contains(id)) stores.leases().drop(id);
        }
        retries.round(now);
    }

    /** The node that would see its end is gone: this one looks, whatever the lease says. Not at those of living nodes, which may be about to start their workers. */
    private boolean isDeadOrphan(JobRecord job) {
        return job.state().holdsSlot() && presence.isOrphan(job) && !isThere(job);
    }

    /** A job has reached a final state, which it never leaves: its worker's exit is no news then. */
    void over(String id) {
        over.add(id);
    }

    /** A worker that this node started has ended. When the store is away the exit code waits for the probe that follows its return. */
    void ended(AttemptRef ref, int exit) {
        if (over.remove(ref.job())) return;
        exits.put(ref, exit);
        try {
            Optional<JobRecord> job = stores.jobs().find(ref.job());
            if (job.isPresent() && job.get().attempt() == ref.attempt() && job.get().state().holdsSlot()) settle(job.get());
            exits.remove(ref);
        } catch (StoreDown e) {
            LOG.warning("job " + ref.job() + ": its worker ended (exit code " + exit + ") while the store is away");
        }
    }

    private void probe(JobRecord job, Instant now) {
        if (!job.state().holdsSlot()) return;
        if (!job.worker().host().equals(settings.host())) otherHost(job, now);
        else if (isThere(job)) seen(job);
        else settle(job);
    }

    private void seen(JobRecord job) {
        String stopped = Alive.isStopped(job.worker().pid()) ? "1" : "";
        stores.leases().note(job.id(), job.attempt(), settings.lease(), List.of("seen", "now", "stopped", stopped));
    }

    /** Also one that was started, but whose process nobody has written down yet. */
    private static boolean isThere(JobRecord job) {
        if (Alive.is(job.worker().pid(), job.worker().begun())) return true;
        return job.state() == JobState.LAUNCHING && !ProcessTable.read().of(new AttemptRef(job.id(), job.attempt()).cookies(), 0).isEmpty();
    }

    /** A node of that host sees what this one cannot. Where there is none, its worker's own word is all that there is, and silence for long enough the end. */
    private void otherHost(JobRecord job, Instant now) {
        if (listening == null || now.isBefore(listening.plus(settings.lease()).plus(retries.grace())) || !retries.isOutOfSight(job, now)) return;
        Instant last = Retrying.lastWord(job);
        if (silences.since(new AttemptRef(job.id(), job.attempt()), last).compareTo(settings.lease().plus(retries.grace())) < 0) return;
        crashed(job, new Failure(FailureKind.LOST, "Nothing was heard from its worker on host " + job.worker().host() + " for " + Duration.between(last, now).toSeconds() + " s, and no Mayfly runs there to look after it."), retries.grace());
    }

    /** The process is gone. Where the job has moved on between our reading of it and our word, it is read again: a claim or a last word may have been on its way. */
    private void settle(JobRecord job) {
        Failpoint.SETTLING.pass();
        for (int i = 0; i < READINGS && verdict(job) == Verdict.NO; i++) {
            Optional<JobRecord> again = stores.jobs().find(job.id());
            if (again.isEmpty() || again.get().attempt() != job.attempt() || !again.get().state().holdsSlot()) return;
            job = again.get();
        }
        Failpoint.SETTLED.pass();
    }

    /** Its spooled outcome counts, else what its remains tell. */
    private Verdict verdict(JobRecord job) {
        int exit = exits.getOrDefault(new AttemptRef(job.id(), job.attempt()), Autopsy.UNKNOWN);
        var folder = new RunFolder(settings.home(), job.id(), job.attempt());
        try {
            Optional<SpooledOutcome> left = SpooledOutcome.read(folder);
            if (left.isPresent()) return deliver(job, left.get());
            if (job.state() == JobState.LAUNCHING && mayLaunchAgain(job, exit)) return launchAgain(job);
            return crashed(job, new Autopsy(job, folder, exit, exit == Autopsy.KILLED ? oom.in(job.worker().pid(), stores.leases().now()) : OomKiller.Part.NONE).verdict(), null);
        } catch (IOException | RuntimeException e) {
            if (e instanceof StoreDown down) throw down;
            LOG.log(Level.WARNING, "job " + job.id() + ": cannot read what its worker left", e);
            return crashed(job, new Failure(FailureKind.LOST, "Its worker is gone, and what it left cannot be read: " + e.getMessage()), null);
        }
    }

    private Verdict deliver(JobRecord job, SpooledOutcome left) {
        return left.failure() == null ? stores.jobs().change(left.success().only(job.state())) : retries.failed(job, left.failure(), job.retries().crashes());
    }

    /** Nobody knows of a worker, or it went without beginning: most likely the node that was to start it has died. Not when the JVM itself refused (bad flags, missing classes). */
    private boolean mayLaunchAgain(JobRecord job, int exit) {
        return job.attempt() < LAUNCHES && (exit == Autopsy.UNKNOWN || exit == 75 || exit > 128);
    }

    /** At once, and whatever the policy says: this one does not count as an attempt at the work. */
    private Verdict launchAgain(JobRecord job) {
        var failure = new Failure(FailureKind.LAUNCH, "Its worker did not begin.");
        Verdict verdict = stores.jobs().change(Change.retrying(job.id(), job.attempt(), failure, job.retries().crashes(), Duration.ZERO).only(job.state()));
        retries.round(stores.leases().now());
        return verdict;
    }

    /** A worker that does not enforce its own limit any more is frozen; its processes are ended by the undertaker. */
    private void watchLimit(JobRecord job, Instant now) {
        if (job.state() != JobState.RUNNING || !job.limits().hasHard()) return;
        Duration most = job.limits().hard().plus(job.limits().grace()).plus(OVERRUN);
        boolean longHere = runs.since(new AttemptRef(job.id(), job.attempt()), job.state()).compareTo(most) >= 0;
        if (!longHere || job.ran(now).compareTo(most) < 0) return;
        retries.failed(job, new Failure(FailureKind.TIMEOUT, "It ran longer than its limit of " + job.limits().hard().toSeconds() + " s, did not stop by itself, and was ended."), job.retries().crashes());
    }

    /** The worker ended without a word. Where it had not even begun, that says nothing against the job. */
    private Verdict crashed(JobRecord job, Failure failure, Duration silent) {
        return retries.failed(job, failure, job.retries().crashes() + (job.state() == JobState.RUNNING ? 1 : 0), silent);
    }
}
