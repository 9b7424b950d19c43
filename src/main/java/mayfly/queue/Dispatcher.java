package mayfly.queue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ObjIntConsumer;
import java.util.logging.Logger;
import mayfly.catalog.LiveCatalog;
import mayfly.catalog.ProcessDescription;
import mayfly.job.Failpoint;
import mayfly.job.Failure;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.job.RunFolder;
import mayfly.launch.Launch;
import mayfly.launch.LocalLauncher;
import mayfly.store.AttemptRef;
import mayfly.store.Taken;

/** Takes jobs from the queue while slots are free, and has their workers started. */
final class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());
    private final QueueSettings settings;
    private final LiveCatalog catalog;
    private final Stores stores;
    private final LocalLauncher launcher;
    private final JobFiles files;
    private final ObjIntConsumer<AttemptRef> ended;
    private final Queue<Taken> offered = new ConcurrentLinkedQueue<>();
    private final Retrying retrying;
    private final AtomicBoolean asked = new AtomicBoolean();

    /** @param ended gets each attempt that ended while we live, with its exit code */
    Dispatcher(QueueSettings settings, LiveCatalog catalog, Stores stores, LocalLauncher launcher, ObjIntConsumer<AttemptRef> ended, Presence presence) {
        this.settings = settings;
        this.catalog = catalog;
        this.stores = stores;
        this.files = new JobFiles(settings.home(), stores);
        this.launcher = launcher;
        this.ended = ended;
        this.retrying = new Retrying(settings, stores, presence);
    }

    /** Something may be taken now. */
    void ask() {
        asked.set(true);
    }

    /** A submission has taken a job along the way, this dispatcher's next. */
    void offer(Taken taken) {
        offered.add(taken);
    }

    /** What was offered, and then as much as can be taken: unless there is nothing more to take by what the offers said, and nobody has asked since. */
    void round() {
        boolean look = asked.getAndSet(false) || offered.isEmpty();
        for (Taken taken = offered.poll(); taken != null; taken = offered.poll()) {
            taken.job().ifPresent(this::launch);
            look |= taken.more();
        }
        while (look) {
            Failpoint.TAKING.pass();
            Taken taken = stores.queue().take(settings.forTaking());
            taken.job().ifPresent(this::launch);
            look = taken.more();
        }
    }

    /** A node that slept since it took a job asks first whether the job still waits for it: another may have given it up, and started the next attempt. */
    private boolean isOurs(JobRecord job) {
        Duration age = Duration.between(job.times().launched(), stores.leases().about());
        if (age.compareTo(settings.lease().dividedBy(2)) < 0 || stores.leases().note(job.id(), job.attempt(), settings.lease(), List.of())) return true;
        LOG.info("job " + job.id() + " attempt " + job.attempt() + " was taken " + age.toSeconds() + " s ago and has been given up: it is not started");
        return false;
    }

    private void launch(JobRecord job) {
        if (!isOurs(job)) return;
        Failpoint.TAKEN.pass();
        Optional<ProcessDescription> process = catalog.of(job);
        if (process.isEmpty()) {
            fail(job, "The process “" + job.process() + "” is not offered any more.");
            return;
        }
        var folder = new RunFolder(settings.home(), job.id(), job.attempt());
        var ref = new AttemptRef(job.id(), job.attempt());
        try {
            String cookie = launcher.start(new Launch(job, folder, process.get(), settings.connection(), settings.lease()), exit -> ended.accept(ref, exit));
            if (!cookie.isEmpty()) stores.leases().note(ref.job(), ref.attempt(), Duration.ZERO, List.of("cookie", cookie));
            // After the start: on the usual way the submission has written it by now.
            files.ensure(job.id());
        } catch (IOException e) {
            LOG.warning("job " + job.id() + ": " + e.getMessage());
            fail(job, "Its worker could not be started: " + e.getMessage());
        }
    }

    private void fail(JobRecord job, String message) {
        retrying.failed(job, new Failure(FailureKind.LAUNCH, message), job.retries().crashes());
    }
}
