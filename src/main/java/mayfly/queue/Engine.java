package mayfly.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import mayfly.catalog.LiveCatalog;
import mayfly.job.JobState;
import mayfly.job.Node;
import mayfly.launch.ArchiveState;
import mayfly.launch.LaunchFigures;
import mayfly.launch.LocalLauncher;
import mayfly.launch.Programs;
import mayfly.queue.outbound.Outbound;
import mayfly.store.AttemptRef;
import mayfly.store.News;
import mayfly.store.Redis;
import mayfly.store.StoreDown;
import mayfly.store.Taken;

/**
 * Everything that happens by itself: four duties in rounds, woken by news. No thread waits for a job. Closing it leaves running workers alone; the next engine on the same
 * home adopts them.
 */
public final class Engine implements AutoCloseable, StoredJobs.Duties {
    private static final Logger LOG = Logger.getLogger(Engine.class.getName());
    /** Between two looks at processes that are being ended. */
    private static final Duration GATHERING = Duration.ofMillis(100);
    private final Kin kin;
    private final Presence presence;
    private final Supervisor supervisor;
    private final Undertaker undertaker;
    private final Dispatcher dispatcher;
    private final Waiters waiters;
    private final Recent expected = new Recent(1000);
    private final Cleaner cleaner;
    private final Round dispatching;
    private final Round supervising;
    private final Round burying;
    private final Round cleaning;
    private final Round sweeping;
    private final Round looking;
    private final LiveCatalog catalog;
    private final Programs programs = new Programs(System.getenv("PATH"), System::nanoTime);
    private final Submitter submitter;
    private final Outgoing outgoing;
    private final JobService jobs;
    private final Redis redis;
    private final LocalLauncher launcher;
    private News news;
    private volatile boolean open;

    /** One that goes nowhere. */
    public Engine(QueueSettings settings, LiveCatalog catalog, Redis redis, LocalLauncher launcher) {
        this(settings, catalog, redis, launcher, Outbound.NOWHERE);
    }

    /**
     * Looks for the programs that the catalog requires, and tries its sandboxes, first of all.
     *
     * @param outbound where it may go
     */
    public Engine(QueueSettings settings, LiveCatalog catalog, Redis redis, LocalLauncher launcher, Outbound outbound) {
        this.catalog = catalog;
        lookForPrograms();
        launcher.sandboxes().look(catalog.all());
        this.redis = redis;
        this.launcher = launcher;
        Stores stores = Stores.of(redis);
        var uploads = new Uploads(settings.home(), settings.diskFloor(), stores.leases()::about);
        presence = new Presence(settings, stores.nodes());
        kin = new Kin(launcher.confinement());
        supervisor = new Supervisor(settings, stores, kin, presence);
        undertaker = new Undertaker(settings, stores, launcher.confinement(), kin, presence, Monotonic.source());
        dispatcher = new Dispatcher(settings, catalog, stores, launcher, this::ended, presence);
        waiters = new Waiters(stores.jobs()::find);
        var absence = new Absence();
        dispatching = new Round("dispatcher", Duration.ofSeconds(1), absence, dispatcher::round);
        supervising = new Round("supervisor", Duration.ofSeconds(1), absence, supervisor::round);
        burying = new Round("undertaker", Duration.ofSeconds(1), absence, this::bury);
        cleaner = new Cleaner(settings, stores, uploads, stores.leases()::now);
        cleaning = new Round("cleaner", Duration.ofSeconds(10), absence, cleaner::round);
        sweeping = new Round("sweeper", Duration.ofHours(1), absence, () -> launcher.sweep(stores.leases().now()));
        looking = new Round("catalog", Duration.ofSeconds(2), absence, this::look);
        submitter = new Submitter(settings, stores, uploads, this);
        outgoing = new Outgoing(outbound, stores, uploads, absence);
        jobs = new StoredJobs(settings, new Offer(catalog, programs, launcher.sandboxes()), stores, uploads, outgoing, this);
    }

    /** Who is remembered, for tests. */
    Kin kin() {
        return kin;
    }

    public JobService jobs() {
        return jobs;
    }

    /** From now on subscribers are told what happens to their jobs, in these words. */
    public void tell(Notices notices) {
        outgoing.tell(notices);
    }

    /** Goes the way of a submission without making a job of it, so that the JVM gets to know the way. */
    public void rehearse(Submission submission) {
        try {
            submitter.rehearse(submission);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adopts what runs already, then begins.
     *
     * @throws NodeRefused when it may not be one of the nodes of its store; nothing has begun then
     */
    public void start() {
        try {
            supervisor.round();
        } catch (StoreDown e) {
            LOG.warning("the store does not answer yet; jobs under way are adopted as soon as it does");
        }
        dispatching.start();
        supervising.start();
        burying.start();
        cleaning.start();
        sweeping.start();
        outgoing.start();
        looking.start();
        sweeping.wake();
        news = new News(redis, this::heard);
        open = true;
        wake();
    }

    @Override
    public void wake() {
        dispatcher.ask();
        dispatching.wake();
        burying.wake();
    }

    @Override
    public boolean expect(String id) {
        if (open) expected.add(id);
        return open;
    }

    @Override
    public void doubt(String id) {
        cleaner.doubt(id);
    }

    @Override
    public void taken(Taken taken) {
        dispatcher.offer(taken);
        dispatching.wake();
    }

    @Override
    public int lost() {
        return cleaner.lost();
    }

    @Override
    public boolean whenOver(String id, Duration most, Runnable then) {
        return waiters.add(id, most, then);
    }

    @Override
    public Launching launching() {
        LaunchFigures f = launcher.figures();
        return new Launching(f.cold(), f.standby(), f.slow(), f.ready(), f.scarce(), f.archive() == ArchiveState.READY, f.archive().words(), f.runtime(), f.trees(), launcher.sandboxes().words());
    }

    @Override
    public List<Node> nodes() {
        return presence.nodes();
    }

    @Override
    public boolean watches(String host) {
        return presence.watches(host);
    }

    /** Each duty is woken by what may give it work, and by nothing else. @param news "job-id STATE"; empty when some may have been missed */
    private void heard(String news) {
        int blank = news.indexOf(' ');
        if (blank < 0) {
            wake();
            return;
        }
        String id = news.substring(0, blank);
        JobState state = JobState.valueOf(news.substring(blank + 1));
        if (state.isFinal()) {
            supervisor.over(id);
            waiters.over(id);
            outgoing.over();
        }
        // One that was sent here has been tried to take in the same breath.
        if (!state.holdsSlot() && !(state == JobState.QUEUED && expected.remove(id))) {
            dispatcher.ask();
            dispatching.wake();
        }
        // A next attempt may be due now, the longest before the next round otherwise.
        if (state == JobState.RETRYING) supervising.wake();
        // Whatever else ends a job has its worker's exit follow, which is the better moment to look; but that is seen by the node that started it, and another may be the one to look.
        if (state == JobState.DISMISSED || presence.hasCompany() && (state.isFinal() || state == JobState.RETRYING)) burying.wake();
    }

    /** One look at all processes serves every ending; between two looks some more may come together. */
    private void bury() throws InterruptedException {
        do Thread.sleep(GATHERING.toMillis());
        while (undertaker.round());
    }

    /** Description files and programs may come, change and go. */
    private void look() throws InterruptedException {
        try {
            launcher.ensure();
        } catch (IOException e) {
            // What is offered stays so; each launch tries again and says why it cannot.
        }
        catalog.look(Instant.now());
        programs.look(catalog.all());
        launcher.sandboxes().look(catalog.all());
    }

    private void lookForPrograms() {
        try {
            programs.look(catalog.all());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On a thread of the JDK's; while the store is away the supervisor keeps the exit code in mind. */
    private void ended(AttemptRef ref, int exit) {
        supervisor.ended(ref, exit);
        burying.wake();
    }

    @Override
    public void close() {
        open = false;
        dispatching.close();
        supervising.close();
        burying.close();
        cleaning.close();
        sweeping.close();
        looking.close();
        outgoing.close();
        if (news != null) news.close();
        waiters.close();
        presence.leave();
        try {
            cleaner.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "a folder could not be closed", e);
        }
    }
}
