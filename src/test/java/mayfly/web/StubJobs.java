package mayfly.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mayfly.catalog.Catalog;
import mayfly.catalog.InputWords;
import mayfly.catalog.ProcessDescription;
import mayfly.job.Ending;
import mayfly.job.FailureKind;
import mayfly.job.JobEvent;
import mayfly.job.JobId;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Kin;
import mayfly.job.Node;
import mayfly.job.Owner;
import mayfly.job.Progress;
import mayfly.job.Retries;
import mayfly.job.Worker;
import mayfly.queue.Allowance;
import mayfly.queue.JobLook;
import mayfly.queue.JobPage;
import mayfly.queue.JobQuery;
import mayfly.queue.JobService;
import mayfly.queue.Launching;
import mayfly.queue.LetterPage;
import mayfly.queue.LetterQuery;
import mayfly.queue.Load;
import mayfly.queue.LogSlice;
import mayfly.queue.OutputView;
import mayfly.queue.Overview;
import mayfly.queue.PartialUploads;
import mayfly.queue.Place;
import mayfly.queue.RanAgain;
import mayfly.queue.Refusal;
import mayfly.queue.RunTimes;
import mayfly.queue.Submission;
import mayfly.queue.Upload;

/** Jobs in memory, in every state, so that all pages can be drawn without an engine. Logs and uploads are files in a folder. */
public final class StubJobs extends JobService {
    public static final Instant NOW = Instant.parse("2026-11-21T10:04:00Z");

    public final Map<String, JobRecord> records = new LinkedHashMap<>();
    public final Map<String, List<OutputView>> outputs = new HashMap<>();
    public final Map<String, Upload> uploads = new LinkedHashMap<>();
    public final Map<String, String> tokens = new HashMap<>();
    public final List<Submission> submitted = new ArrayList<>();
    public final Map<String, Expired> expired = new HashMap<>();
    public RunTimes runTimes = new RunTimes(40, Duration.ofSeconds(4), Duration.ofSeconds(12), Duration.ofSeconds(41));
    public Place place = new Place(2, true, 5, 4, 4);
    public final List<String> hurried = new ArrayList<>();
    public boolean watched = true;
    public List<Node> nodes = List.of(new Node("n", "orca", "m", "h", 41, NOW, NOW, NOW));
    public Refusal refuse;
    public List<Catalog.Rejected> rejected = List.of();
    public Launching launching = new Launching(1_204, 311, 2, 2, false, true, "ready", "1f0c9a7e5b3d2c4a6e81", "a control group for each attempt, in /sys/fs/cgroup/mayfly", "What descriptions ask for. As another user: yes.");
    private final Catalog catalog;
    private final Path folder;

    public StubJobs(Catalog catalog, Path folder) {
        this.catalog = catalog;
        this.folder = folder;
    }

    public void log(String id, String stream, String text) throws IOException {
        Files.createDirectories(folder.resolve(id));
        Files.writeString(folder.resolve(id).resolve(stream), text);
    }

    public Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    /** On which threads something was fetched. */
    public final List<String> fetchers = java.util.Collections.synchronizedList(new ArrayList<>());

    @Override
    public Upload fetch(String input, java.net.URI address, String mediaType, long limit) {
        fetchers.add(Thread.currentThread().getName());
        return receive(input, "fetched", mediaType, new java.io.ByteArrayInputStream(address.toString().getBytes(StandardCharsets.UTF_8)), limit);
    }

    private void gate() {
        if (refuse != null) throw refuse;
    }

    @Override
    public String sandbox(ProcessDescription process) {
        return process.id().equals("everything") ? "user nobody, no network, private files, at most 64 processes" : "";
    }

    @Override
    public Submitted submit(Submission s) {
        gate();
        String before = s.token() == null ? null : tokens.get(s.token());
        if (before != null) return new Submitted(before, true);
        String id = JobId.fresh();
        submitted.add(s);
        if (s.token() != null) tokens.put(s.token(), id);
        var times = new JobRecord.Times(NOW, null, null, null, null, NOW, null);
        records.put(id, new JobRecord(id, s.process().id(), s.process().version(), InputWords.label(s.process(), s.inputs()), JobState.QUEUED, 0, s.owner(), s.inputs().toString(),
                s.process().limits(), times, Progress.NONE, Worker.NONE, null, null, null, new Retries(s.process().retry(), 0, null, List.of()), Kin.NONE, s.asked(), s.process().written().mark()));
        return new Submitted(id, false);
    }

    @Override
    public Optional<String> madeBy(String token) {
        return Optional.empty();
    }

    @Override
    public List<ProcessDescription> processes() {
        return catalog.all();
    }

    @Override
    public ProcessDescription process(String id) {
        return catalog.find(id).orElseThrow(() -> new Refusal(Refusal.Reason.NO_SUCH_PROCESS, "There is no process “" + id + "”."));
    }

    @Override
    public JobRecord job(String id) {
        gate();
        if (expired.containsKey(id)) throw new Refusal(Refusal.Reason.EXPIRED, "This job was deleted.");
        JobRecord job = records.get(id);
        if (job == null) throw new Refusal(Refusal.Reason.NO_SUCH_JOB, "There is no job “" + id + "”.");
        return job;
    }

    @Override
    public JobLook look(String id) {
        JobRecord job = job(id);
        return new JobLook(job, story(id), runTimes(job.process()), job.state() == JobState.QUEUED ? place : null, watched);
    }

    @Override
    public Optional<Expired> expired(String id) {
        return Optional.ofNullable(expired.get(id));
    }

    @Override
    public JobPage jobs(JobQuery q) {
        gate();
        List<JobRecord> any = records.values().stream().filter(j -> q.owner() == null || j.owner().equals(q.owner()))
                .filter(j -> q.process() == null || j.process().equals(q.process())).toList();
        List<JobRecord> all = any.stream().filter(j -> q.states().isEmpty() || q.states().contains(j.state()))
                .sorted(Comparator.comparing((JobRecord j) -> j.times().created()).reversed()).toList();
        return new JobPage(all.stream().skip((q.page() - 1L) * q.size()).limit(q.size()).toList(), all.size(),
                any.stream().collect(Collectors.groupingBy(JobRecord::state, Collectors.counting())));
    }

    @Override
    public List<JobEvent> story(String id) {
        JobRecord job = job(id);
        var events = new ArrayList<JobEvent>();
        events.add(new JobEvent("1-0", job.times().created(), JobState.QUEUED, 0, "queued"));
        if (job.times().started() != null) events.add(new JobEvent("2-0", job.times().started(), JobState.RUNNING, 1, "worker 4711 started on orca"));
        if (job.times().finished() != null) events.add(new JobEvent("3-0", job.times().finished(), job.state(), 1, ""));
        return events;
    }

    @Override
    public List<Place> places(List<JobRecord> jobs) {
        return jobs.stream().map(job -> place).toList();
    }

    @Override
    public Load load(String process) {
        return new Load(process == null || !process.equals("bare") ? 2 : 0, process == null || !process.equals("bare") ? 3 : 0, 4);
    }

    @Override
    public Overview overview() {
        gate();
        var jobs = new LinkedHashMap<String, Map<JobState, Long>>();
        catalog.all().forEach(p -> jobs.put(p.id(), counts(p.id())));
        records.values().forEach(j -> jobs.computeIfAbsent(j.process(), this::counts));
        return new Overview(3, 2, 1, jobs);
    }

    private Map<JobState, Long> counts(String process) {
        var counts = new EnumMap<JobState, Long>(JobState.class);
        for (JobState state : JobState.values()) counts.put(state, records.values().stream().filter(j -> j.process().equals(process) && j.state() == state).count());
        return counts;
    }

    @Override
    public LetterPage letters(LetterQuery q) {
        gate();
        List<JobRecord> failed = records.values().stream().filter(j -> j.state() == JobState.FAILED && (q.process() == null || j.process().equals(q.process()))).toList();
        var kinds = new EnumMap<FailureKind, Long>(FailureKind.class);
        for (FailureKind kind : FailureKind.values()) kinds.put(kind, failed.stream().filter(j -> j.kin().after() == null && j.failure().kind() == kind).count());
        List<JobRecord> asked = failed.stream().filter(j -> (j.kin().after() != null) == q.again() && (q.kind() == null || q.kind() == j.failure().kind())).toList();
        return new LetterPage(asked.stream().skip(q.offset()).limit(q.count()).toList(), asked.size(), kinds, failed.stream().filter(j -> j.kin().after() != null).count(), 7);
    }

    /** Only those of more than one attempt. */
    @Override
    public RanAgain runAgain(String id) {
        gate();
        if (job(id).attempt() < 2) return new RanAgain(id, null, "Its file “" + job(id).label() + "” is gone.", true, false);
        String successor = StubRecords.id("successor");
        JobRecord j = job(id);
        records.put(id, StubRecords.kin(j, id, null, successor));
        records.put(successor, StubRecords.kin(job(StubRecords.id("queued")), successor, id, null));
        return new RanAgain(id, successor, null, false, false);
    }

    @Override
    public Optional<Allowance> allowance(Owner owner) {
        return Optional.of(new Allowance(100, 97, 10, 8));
    }

    @Override
    public int slots() {
        return 4;
    }

    @Override
    public List<Catalog.Rejected> rejected() {
        return rejected;
    }

    @Override
    public RunTimes runTimes(String process) {
        return process.equals("bare") ? new RunTimes(0, Duration.ZERO, Duration.ZERO, Duration.ZERO) : runTimes;
    }

    @Override
    public JobRecord dismiss(String id, Owner by) {
        JobRecord j = job(id);
        if (!by.controls(j.owner())) throw new Refusal(Refusal.Reason.NOT_YOURS, "This job is not yours.");
        var times = new JobRecord.Times(j.times().created(), j.times().launched(), j.times().started(), null, NOW, NOW, NOW.plus(Duration.ofDays(7)));
        var ended = new JobRecord(j.id(), j.process(), j.version(), j.label(), JobState.DISMISSED, j.attempt(), j.owner(), j.inputs(), j.limits(), times, j.progress(), j.worker(),
                null, new Ending(3, 1, 0), null, j.retries());
        records.put(id, ended);
        return ended;
    }

    @Override
    public JobRecord retryNow(String id, Owner by) {
        if (!by.controls(job(id).owner())) throw new Refusal(Refusal.Reason.NOT_YOURS, "This job is not yours.");
        hurried.add(id);
        return job(id);
    }

    @Override
    public JobRecord keep(String id, Owner by, Instant until) {
        if (!by.controls(job(id).owner())) throw new Refusal(Refusal.Reason.NOT_YOURS, "This job is not yours.");
        if (until.isAfter(keptAtMost(job(id)))) throw new Refusal(Refusal.Reason.BAD_REQUEST, "Too long.");
        records.put(id, StubRecords.kept(job(id), until));
        return job(id);
    }

    @Override
    public Instant keptAtMost(JobRecord job) {
        return job.times().finished() == null ? null : job.times().finished().plus(Duration.ofDays(20));
    }

    @Override
    public void delete(String id, Owner by) {
        if (!by.controls(job(id).owner())) throw new Refusal(Refusal.Reason.NOT_YOURS, "This job is not yours.");
        records.remove(id);
    }

    @Override
    public Upload receive(String input, String name, String mediaType, InputStream bytes, long limit) {
        try {
            String id = JobId.fresh();
            Path path = folder.resolve(id);
            byte[] content = bytes.readNBytes((int) limit + 1);
            if (content.length > limit) throw new Refusal(Refusal.Reason.TOO_LARGE, "“" + name + "” is too large.");
            Files.write(path, content);
            var upload = new Upload(id, input, name, content.length, mediaType, path);
            uploads.put(id, upload);
            return upload;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public PartialUploads partials() {
        return PartialUploads.in(folder);
    }

    @Override
    public Optional<Upload> kept(String uploadId) {
        return Optional.ofNullable(uploads.get(uploadId));
    }

    @Override
    public void discard(List<Upload> all) {
        all.forEach(upload -> uploads.remove(upload.id()));
    }

    @Override
    public List<Upload> inputsAgain(JobRecord job) {
        return uploads.values().stream().limit(1).toList();
    }

    @Override
    public LogSlice log(JobRecord job, int attempt, String stream, long offset, int length) {
        try {
            byte[] all = Files.readAllBytes(log(job, attempt, stream));
            int from = (int) Math.min(offset, all.length);
            int to = Math.min(all.length, from + length);
            return new LogSlice(new String(all, from, to - from, StandardCharsets.UTF_8), from, to, all.length);
        } catch (IOException e) {
            return new LogSlice("", 0, 0, 0);
        }
    }

    @Override
    public Optional<Path> logFile(JobRecord job, int attempt, String stream) {
        return Optional.of(log(job, attempt, stream)).filter(Files::isRegularFile);
    }

    /** Those of earlier attempts have their number in front. */
    private Path log(JobRecord job, int attempt, String stream) {
        return folder.resolve(job.id()).resolve(attempt < job.attempt() ? attempt + stream : stream);
    }

    @Override
    public List<OutputView> outputs(JobRecord job) {
        return outputs.getOrDefault(job.id(), List.of());
    }

    @Override
    public Launching launching() {
        return launching;
    }

    @Override
    public List<Node> nodes() {
        return nodes;
    }

    @Override
    public boolean watches(String host) {
        return watched;
    }

    @Override
    public long freeDisk() {
        return 184_000_000_000L;
    }

    @Override
    public Optional<String> notReady() {
        return refuse == null ? Optional.empty() : Optional.of(refuse.getMessage());
    }
}
