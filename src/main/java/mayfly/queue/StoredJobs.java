package mayfly.queue;

import static mayfly.queue.Guard.guarded;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mayfly.catalog.Catalog;
import mayfly.catalog.ProcessDescription;
import mayfly.job.Failpoint;
import mayfly.job.JobEvent;
import mayfly.job.JobId;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Node;
import mayfly.job.Owner;
import mayfly.job.RunFolder;
import mayfly.store.JobStore;
import mayfly.store.QueueStore;
import mayfly.store.StoreDown;

/** Jobs as the store and the disk have them. */
final class StoredJobs extends JobService {
    private final QueueSettings settings;
    private final Offer offer;
    private final Stores stores;
    private final Uploads uploads;
    private final Outgoing outgoing;
    private final Duties duties;
    private final Finder finder;
    private final ForASecond<RunTimes> usual = new ForASecond<>(Monotonic.source());
    private final ForASecond<Place> places = new ForASecond<>(Monotonic.source());

    /** What goes on beside, as far as it is of interest here. */
    interface Duties extends Submitter.Admission {
        /** There may be something to dispatch or to bury. */
        void wake();

        Launching launching();

        /** Those that share the store, as far as is known. */
        List<Node> nodes();

        /** Whether a node lives on that host. */
        boolean watches(String host);

        /** See {@link JobService#lost}. */
        int lost();

        /** See {@link JobService#whenOver}. */
        boolean whenOver(String id, Duration most, Runnable then);
    }

    StoredJobs(QueueSettings settings, Offer offer, Stores stores, Uploads uploads, Outgoing outgoing, Duties duties) {
        this.settings = settings;
        this.offer = offer;
        this.stores = stores;
        this.uploads = uploads;
        this.outgoing = outgoing;
        this.duties = duties;
        this.finder = new Finder(stores.jobs(), new JobFiles(settings.home(), stores));
    }

    @Override
    public Submitted submit(Submission submission) {
        outgoing.check(submission.asked().subscriber());
        return guarded(() -> {
            offer.catalog().keep(submission.process());
            return new Submitter(settings, stores, uploads, duties).submit(submission);
        });
    }

    @Override
    public Optional<String> madeBy(String token) {
        return guarded(() -> stores.jobs().madeBy(token));
    }

    @Override
    public List<ProcessDescription> processes() {
        return offer.all();
    }

    @Override
    public ProcessDescription process(String id) {
        return offer.find(id).orElseThrow(() -> new Refusal(Refusal.Reason.NO_SUCH_PROCESS, "There is no process “" + Words.brief(id) + "”."));
    }

    @Override
    public Optional<ProcessDescription> process(JobRecord job) {
        return offer.catalog().of(job);
    }

    @Override
    public String sandbox(ProcessDescription process) {
        return offer.sandbox(process);
    }

    @Override
    public List<Unavailable> unavailable() {
        return offer.unavailable();
    }

    @Override
    public JobRecord job(String id) {
        return guarded(() -> finder.job(id));
    }

    @Override
    public boolean whenOver(String id, Duration most, Runnable then) {
        return duties.whenOver(id, most, then);
    }

    @Override
    public JobLook look(String id) {
        return guarded(() -> {
            JobStore.Look look = finder.look(id);
            JobRecord job = look.job();
            return new JobLook(job, look.events(), usual.of(job.process(), () -> runTimes(job.process())),
                    job.state() == JobState.QUEUED ? places.of(job.id(), () -> place(job)) : null,
                    duties.watches(job.worker().host()));
        });
    }

    @Override
    public List<Catalog.Rejected> rejected() {
        return offer.catalog().rejected();
    }

    @Override
    public int lost() {
        return duties.lost();
    }

    @Override
    public Optional<Expired> expired(String id) {
        return guarded(() -> finder.expired(id));
    }

    @Override
    public JobPage jobs(JobQuery q) {
        return guarded(() -> {
            var listing = stores.jobs().list(q.owner(), q.process(), q.states(), (long) (q.page() - 1) * q.size(), q.size());
            return new JobPage(listing.jobs(), listing.total(), listing.counts());
        });
    }

    @Override
    public List<JobEvent> story(String id) {
        return guarded(() -> stores.jobs().events(id));
    }

    @Override
    public List<Place> places(List<JobRecord> jobs) {
        return guarded(() -> stores.queue().places(jobs).stream().map(this::place).toList());
    }

    private Place place(QueueStore.Position p) {
        return new Place(Math.max(0, p.before()), p.exact(), p.queued(), (int) p.busy(), settings.slots());
    }

    @Override
    public Load load(String process) {
        return guarded(() -> {
            if (process == null) return new Load(stores.queue().busy(), stores.queue().queued(), settings.slots());
            List<Long> counts = stores.jobs().counts(process, List.of(JobState.LAUNCHING, JobState.RUNNING, JobState.QUEUED));
            return new Load(counts.get(0) + counts.get(1), counts.get(2), settings.slots());
        });
    }

    @Override
    public Overview overview() {
        return guarded(() -> {
            var counts = stores.jobs().overview();
            return Overview.of(counts.queued(), counts.busy(), counts.letters(), offer.catalog().all().stream().map(ProcessDescription::id).toList(), counts.jobs());
        });
    }

    @Override
    public Optional<Allowance> allowance(Owner owner) {
        try {
            List<Long> queued = stores.queue().lengths(owner);
            return Optional.of(new Allowance(settings.most(), Math.max(0, settings.most() - queued.get(1)), settings.mostOwner(), Math.max(0, settings.mostOwner() - queued.get(0))));
        } catch (StoreDown e) {
            return Optional.empty();
        }
    }

    @Override
    public int slots() {
        return settings.slots();
    }

    @Override
    public RunTimes runTimes(String process) {
        return RunTimes.of(guarded(() -> stores.jobs().runs(process)));
    }

    @Override
    public JobRecord dismiss(String id, Owner by) {
        JobRecord job = owned(id, by);
        Failpoint.DISMISSING.pass();
        guarded(() -> actions().dismiss(job, by));
        Failpoint.DISMISSED.pass();
        duties.wake();
        return job(id);
    }

    @Override
    public JobRecord retryNow(String id, Owner by) {
        owned(id, by);
        guarded(() -> stores.jobs().hurry(id));
        return job(id);
    }

    @Override
    public void delete(String id, Owner by) {
        JobRecord job = owned(id, by);
        guarded(() -> actions().delete(job));
    }

    @Override
    public JobRecord keep(String id, Owner by, Instant until) {
        owned(id, by);
        guarded(() -> actions().keep(id, until));
        return job(id);
    }

    private OwnerActions actions() {
        return new OwnerActions(settings, stores, uploads);
    }

    @Override
    public Instant keptAtMost(JobRecord job) {
        return job.times().finished() == null ? null : job.times().finished().plus(settings.keptMost());
    }

    private JobRecord owned(String id, Owner by) {
        JobRecord job = job(id);
        if (!by.controls(job.owner())) throw new Refusal(Refusal.Reason.NOT_YOURS, NOT_YOURS);
        return job;
    }

    @Override
    public Upload receive(String input, String name, String mediaType, InputStream bytes, long limit) {
        return guarded(() -> uploads.receive(input, name, mediaType, bytes, limit));
    }

    @Override
    public Upload fetch(String input, URI address, String mediaType, long limit) {
        return guarded(() -> outgoing.fetch(input, address, mediaType, limit));
    }

    @Override
    public PartialUploads partials() {
        return new PartialUploads(uploads);
    }

    @Override
    public Optional<Upload> kept(String uploadId) {
        return guarded(() -> uploads.find(uploadId));
    }

    @Override
    public void discard(List<Upload> all) {
        guarded(() -> {
            for (Upload upload : all) uploads.remove(upload);
            return null;
        });
    }

    @Override
    public List<Upload> inputsAgain(JobRecord job) {
        return guarded(() -> successors().inputsAgain(job));
    }

    @Override
    public RanAgain runAgain(String id) {
        if (!JobId.isValid(id)) return RanAgain.none(id, null, "It is not there any more.");
        return guarded(() -> successors().runAgain(id));
    }

    private Successors successors() {
        return new Successors(settings, offer, stores, uploads, new Submitter(settings, stores, uploads, duties));
    }

    @Override
    public LetterPage letters(LetterQuery q) {
        return guarded(() -> LetterPage.of(stores.jobs().letters(q.process(), q.lists(), q.offset(), q.count(), q.until())));
    }

    @Override
    public LogSlice log(JobRecord job, int attempt, String stream, long offset, int length) {
        return guarded(() -> LogFiles.read(LogFiles.path(new RunFolder(settings.home(), job.id(), attempt), stream), offset, length));
    }

    @Override
    public Optional<Path> logFile(JobRecord job, int attempt, String stream) {
        return Optional.of(LogFiles.path(new RunFolder(settings.home(), job.id(), attempt), stream)).filter(path -> path.toFile().isFile()); // asked for by every page; Files would throw and catch where there is none
    }

    @Override
    public List<OutputView> outputs(JobRecord job) {
        return new ResultFiles(settings.home()).of(job);
    }

    @Override
    public Launching launching() {
        return duties.launching();
    }

    @Override
    public List<Node> nodes() {
        return duties.nodes();
    }

    @Override
    public boolean watches(String host) {
        return duties.watches(host);
    }

    @Override
    public long freeDisk() {
        return guarded(uploads::free);
    }

    @Override
    public Optional<String> notReady() {
        try {
            stores.queue().busy();
            if (!Files.isWritable(settings.home())) return Optional.of("The home folder cannot be written.");
            if (freeDisk() < settings.diskFloor()) return Optional.of("The disk is nearly full.");
            return Optional.empty();
        } catch (StoreDown e) {
            return Optional.of("The job store does not answer.");
        }
    }
}
