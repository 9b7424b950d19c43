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
import mayfly.launch.LocalLauncher;
import mayfly.launch.OomKiller;
import mayfly.launch.ProcessTable;
import mayfly.store.AttemptRef;
import mayfly.store.JobStore.Change;
import mayfly.store.StoreDown;

/**
 * Looks after attempts that hold a slot. A worker's end is seen at once by the node that started it; anything else by its lease. Probe before verdict: a living process
 * is never declared dead for being silent, and a dead one never shows as running.
 */
final class Supervisor {
    private static final Logger LOG = Logger.getLogger(Supervisor.class.getName());
    /** An attempt whose worker never claimed it is started anew this often. */
    private static final int LAUNCHES = 3;
    /** A host whose node says nothing for this long after a lease has run out is taken to be gone. */
    private static final Duration OTHER_HOST = Duration.ofMinutes(1);
    /** A worker that enforces its own hard limit is given this much beyond limit and grace. */
    private static final Duration OVERRUN = Duration.ofSeconds(10);

    private final QueueSettings settings;
    private final Stores stores;
    private final Kin kin;
    private final OomKiller oom = new OomKiller();
    private final Map<AttemptRef, Integer> exits = new ConcurrentHashMap<>();
    /** Jobs of which it was heard that they have ended, until their workers' exits are seen too. Those whose workers belong to other nodes are heard of as well, and forgotten in time. */
    private final Recent over = new Recent(1000);
    private final Retrying retries;

    Supervisor(QueueSettings settings, Stores stores, Kin kin) {
        this.kin = kin;
        this.settings = settings;
        this.stores = stores;
        this.retries = new Retrying(settings, stores);
    }

    void round() {
        Instant now = stores.leases().now();
        Set<String> silent = Set.copyOf(stores.leases().runOut(now, 1000));
        List<String> holders = stores.leases().holders();
        Map<String, JobRecord> jobs = stores.jobs().find(holders);
        kin.look(jobs.values().stream().filter(j -> j.worker().host().equals(settings.host())).toList());
        oom.look(now);
        for (String id : holders) {
            JobRecord job = jobs.get(id);
            if (job != null && silent.contains(id)) probe(job, now);
            else if (job != null) watchLimit(job, now);
            // A record that is gone (evicted, or deleted by hand) must not keep its slot for ever.
            else if (silent.contains(id)) stores.leases().drop(id);
        }
        retries.round(now);
    }

    /** Everything that holds a slot on this host is looked at now, whatever its lease says: after a start, when nobody else watches. */
    void adopt() {
        Instant now = stores.leases().now();
        for (JobRecord job : stores.jobs().find(stores.leases().holders()).values()) if (job.worker().host().equals(settings.host())) probe(job, now);
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
        else if (LocalLauncher.isAlive(job.worker().pid(), job.worker().begun())) seen(job, List.of("seen", "now"));
        else if (job.state() == JobState.LAUNCHING) findUnclaimed(job);
        else settle(job);
    }

    private void seen(JobRecord job, List<String> fields) {
        stores.leases().note(job.id(), job.attempt(), settings.lease(), fields);
    }

    /** Started, but by a node that died before it could write down the process; or not started at all. */
    private void findUnclaimed(JobRecord job) {
        Set<Long> found = ProcessTable.read().of(new AttemptRef(job.id(), job.attempt()).cookies(), 0);
        if (found.isEmpty()) settle(job);
        else seen(job, List.of("seen", "now"));
    }

    private void otherHost(JobRecord job, Instant now) {
        Instant last = job.worker().heard() == null ? job.times().launched() : job.worker().heard();
        if (Duration.between(last, now).compareTo(settings.lease().plus(OTHER_HOST)) < 0) return;
        crashed(job, new Failure(FailureKind.LOST, "Nothing was heard from its worker on host " + job.worker().host() + " for " + Duration.between(last, now).toSeconds() + " s."));
    }

    /** The process is gone: its spooled outcome counts, else what its remains tell. */
    private void settle(JobRecord job) {
        Failpoint.SETTLING.pass();
        int exit = exits.getOrDefault(new AttemptRef(job.id(), job.attempt()), Autopsy.UNKNOWN);
        var folder = new RunFolder(settings.home(), job.id(), job.attempt());
        try {
            Optional<SpooledOutcome> left = SpooledOutcome.read(job, folder);
            if (left.isPresent()) deliver(job, left.get());
            else if (job.state() == JobState.LAUNCHING && mayLaunchAgain(job, exit)) launchAgain(job);
            else crashed(job, new Autopsy(job, folder, exit, exit == Autopsy.KILLED ? oom.words(job.worker().pid(), stores.leases().now()) : "").verdict());
        } catch (IOException | RuntimeException e) {
            if (e instanceof StoreDown down) throw down;
            LOG.log(Level.WARNING, "job " + job.id() + ": cannot read what its worker left", e);
            crashed(job, new Failure(FailureKind.LOST, "Its worker is gone, and what it left cannot be read: " + e.getMessage()));
        }
        Failpoint.SETTLED.pass();
    }

    private void deliver(JobRecord job, SpooledOutcome left) {
        if (left.failure() == null) stores.jobs().change(left.success());
        else retries.failed(job, left.failure(), job.retries().crashes());
    }

    /** Nobody knows of a worker, or it went without beginning: most likely the node that was to start it has died. Not when the JVM itself refused (bad flags, missing classes). */
    private boolean mayLaunchAgain(JobRecord job, int exit) {
        return job.attempt() < LAUNCHES && (exit == Autopsy.UNKNOWN || exit == 75 || exit > 128);
    }

    /** At once, and whatever the policy says: this one does not count as an attempt at the work. */
    private void launchAgain(JobRecord job) {
        stores.jobs().change(Change.retrying(job.id(), job.attempt(), new Failure(FailureKind.LAUNCH, "Its worker did not begin."), job.retries().crashes(), Duration.ZERO));
        retries.round(stores.leases().now());
    }

    /** A worker that does not enforce its own limit any more is frozen; its processes are ended by the undertaker. */
    private void watchLimit(JobRecord job, Instant now) {
        if (job.state() != JobState.RUNNING || !job.limits().hasHard()) return;
        Duration most = job.limits().hard().plus(job.limits().grace()).plus(OVERRUN);
        if (job.ran(now).compareTo(most) < 0) return;
        retries.failed(job, new Failure(FailureKind.TIMEOUT, "It ran longer than its limit of " + job.limits().hard().toSeconds() + " s, did not stop by itself, and was ended."), job.retries().crashes());
    }

    /** The worker ended without a word. Where it had not even begun, that says nothing against the job. */
    private void crashed(JobRecord job, Failure failure) {
        retries.failed(job, failure, job.retries().crashes() + (job.state() == JobState.RUNNING ? 1 : 0));
    }
}
