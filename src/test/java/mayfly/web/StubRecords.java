package mayfly.web;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mayfly.job.Attempt;
import mayfly.job.Ending;
import mayfly.job.Failure;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Kin;
import mayfly.job.Notice;
import mayfly.job.Limits;
import mayfly.job.Owner;
import mayfly.job.Progress;
import mayfly.job.Retries;
import mayfly.job.RetryPolicy;
import mayfly.job.Worker;
import mayfly.queue.OutputView;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fills {@link StubJobs} with one job in every state, named by its state. */
public final class StubRecords {
    private static final Instant NOW = StubJobs.NOW;
    private static final Limits LIMITS = new Limits(Duration.ofMinutes(25), Duration.ofMinutes(30), Duration.ofSeconds(10), 2L << 30);
    private static final String INPUTS = """
            {"table": {"file": "x", "name": "penguins.csv", "size": 67119, "mediaType": "text/csv"}, "bins": 20, "header": true, "size": "medium", "also": ["duplicates", "gaps"]}""";

    private final StubJobs jobs;
    private final Owner owner;
    private final String label;

    private StubRecords(StubJobs jobs, Owner owner, String label) {
        this.jobs = jobs;
        this.owner = owner;
        this.label = label;
    }

    /** A job id that begins with a word. */
    public static String id(String word) {
        return (word + "0000000000000000000000").substring(0, 22);
    }

    /** The same job under another id. */
    public static JobRecord copy(JobRecord j, String id) {
        return new JobRecord(id, j.process(), j.version(), j.label(), j.state(), j.attempt(), j.owner(), j.inputs(), j.limits(), j.times(), j.progress(), j.worker(), j.failure(), j.ending(), null, j.retries());
    }

    static JobRecord kept(JobRecord j, Instant until) {
        JobRecord.Times t = j.times();
        return new JobRecord(j.id(), j.process(), j.version(), j.label(), j.state(), j.attempt(), j.owner(), j.inputs(), j.limits(),
                new JobRecord.Times(t.created(), t.launched(), t.started(), t.over(), t.finished(), t.updated(), until), j.progress(), j.worker(), j.failure(), j.ending(), j.result(), j.retries());
    }

    /** The same job under another id, with kin. */
    static JobRecord kin(JobRecord j, String id, String before, String after) {
        return new JobRecord(id, j.process(), j.version(), j.label(), j.state(), j.attempt(), j.owner(), j.inputs(), j.limits(), j.times(), j.progress(), j.worker(), j.failure(), j.ending(), null, j.retries(),
                new Kin(before, after), j.asked(), j.mark());
    }

    /** The job with a subscriber of whom each kind of letter has another fate. */
    static JobRecord told(JobRecord j, String host) {
        return new JobRecord(j.id(), j.process(), j.version(), j.label(), j.state(), j.attempt(), j.owner(), j.inputs(), j.limits(), j.times(), j.progress(), j.worker(), j.failure(), j.ending(), null, j.retries(),
                j.kin(), j.asked(), j.mark(), List.of(new Notice(Notice.Kind.SUCCESS, host, 12, "503", ago(60), null), new Notice(Notice.Kind.PROGRESS, host, 3, "200", ago(5), null),
                new Notice(Notice.Kind.FAILURE, host, 1, "timeout", ago(2), NOW.plusSeconds(28))));
    }

    public static void fill(StubJobs jobs, Owner owner, String label) throws IOException {
        new StubRecords(jobs, owner, label).fill();
    }

    private void fill() throws IOException {
        Worker heard = worker(2, 1);
        Progress half = new Progress(4536, 10800, "Encoding the picture");
        put("queued", JobState.QUEUED, 0, times(32, -1, -1, -1), Progress.NONE, Worker.NONE, null, null);
        put("waiting", JobState.WAITING, 0, times(40, -1, -1, -1), Progress.NONE, Worker.NONE, null, null);
        put("launching", JobState.LAUNCHING, 1, times(3, 1, -1, -1), Progress.NONE, Worker.NONE, null, null);
        put("running", JobState.RUNNING, 1, times(110, 110, 109, -1), half, heard, null, null);
        put("unknown", JobState.RUNNING, 1, times(6, 6, 5, -1), new Progress(120_000, 0, ""), heard, null, null);
        put("silent", JobState.RUNNING, 1, times(320, 320, 319, -1), new Progress(7668, 10800, "Encoding the picture"), worker(40, 3), null, null);
        put("retrying", JobState.RETRYING, 1, times(62, 61, 60, -1), half, heard, new Failure(FailureKind.LOST, "the process on host heron is gone and left no result."), null);
        put("successful", JobState.SUCCESSFUL, 1, times(1362, 1361, 1360, 1357), Progress.NONE, worker(1357, 1357), null, null);
        put("failed", JobState.FAILED, 1, times(780, 779, 778, 694), new Progress(9_000_000, 14_000_000, "reading"), worker(694, 694),
                new Failure(FailureKind.MEMORY, "2.0 GiB used, 2 GiB allowed. Your upload is safe, and no other job was affected.", 137, 9, "Exception in thread \"main\"\njava.lang.OutOfMemoryError: Java heap space\n"), new Ending(0, 1, 0));
        for (FailureKind kind : FailureKind.values()) {
            put("kind" + kind.name().toLowerCase(java.util.Locale.ROOT), JobState.FAILED, 1, times(90_780, 90_779, 90_778, 90_694), Progress.NONE, worker(90_694, 90_694),
                    new Failure(kind, "It ended with exit code 3.", 3, null, ""), null);
        }
        put("dismissed", JobState.DISMISSED, 1, times(2800, 2799, 2798, 2680), new Progress(45, 100, ""), heard, null, new Ending(3, 1, 0));
        put("ending", JobState.DISMISSED, 1, times(20, 19, 18, 1), new Progress(45, 100, ""), heard, null, null);
        jobs.expired.put(id("expired"), new mayfly.queue.JobService.Expired("everything", label, JobState.SUCCESSFUL, NOW.minusSeconds(3_456_000), NOW.minusSeconds(2_851_200), NOW.minusSeconds(2_851_000)));
        retries(heard, half);
        for (String word : List.of("silent", "twice", "thrice", "ending")) jobs.records.computeIfPresent(id(word), (id, job) -> told(job, label));
        logs();
        results(id("successful"));
    }

    /** Jobs of several attempts. */
    private void retries(Worker heard, Progress half) {
        put("soon", JobState.RETRYING, 2, over(times(62, 61, 60, -1), ago(2)), half, heard, new Failure(FailureKind.TIMEOUT, "It ran longer than 30 s."), null, retries(NOW.plusSeconds(14), 1));
        put("again", JobState.QUEUED, 1, over(times(62, 61, 60, -1), ago(40)), half, heard, new Failure(FailureKind.LAUNCH, "Its worker did not begin."), null, new Retries(RetryPolicy.DEFAULT, 0, NOW.minusSeconds(1), List.of()));
        put("second", JobState.RUNNING, 2, times(110, 50, 49, -1), half, heard, null, null, retries(null, 1));
        put("twice", JobState.SUCCESSFUL, 2, times(1362, 1361, 1360, 1357), Progress.NONE, worker(1357, 1357), null, null, retries(null, 1));
        put("thrice", JobState.FAILED, 3, times(780, 779, 778, 694), half, worker(694, 694), new Failure(FailureKind.LOST, "It was killed " + label, 137, 9, ""), new Ending(0, 1, 0), retries(null, 2));
    }

    private Retries retries(Instant next, int past) {
        var first = new Attempt(1, ago(300), ago(299), ago(200), "heron", 4689, new Failure(FailureKind.LOST, "Its worker was killed from outside " + label, 137, 9, ""), 92L << 20, 3100, new Ending(1, 2, 0));
        var second = new Attempt(2, ago(190), null, ago(180), "", 0, new Failure(FailureKind.LAUNCH, "Its worker ended before it began."), 0, 0, null);
        return new Retries(RetryPolicy.DEFAULT, 1, next, List.of(first, second).subList(0, past));
    }

    private static JobRecord.Times over(JobRecord.Times t, Instant over) {
        return new JobRecord.Times(t.created(), t.launched(), t.started(), over, t.finished(), t.updated(), t.keptUntil());
    }

    private void logs() throws IOException {
        var log = new StringBuilder();
        for (int i = 0; i < 3000; i++) log.append("10:03:").append(10 + i % 50).append("  frame= ").append(4410 + 21 * i).append(" fps= 42 size=   26901KiB time=00:02:27.00 speed=1.40x\n");
        for (String word : List.of("running", "silent", "failed", "successful", "dismissed")) jobs.log(id(word), "stdout", log.toString());
        jobs.log(id("running"), "stderr", "\u001b[31mwarning\u001b[0m: the \u001b[1;4;38;5;208mframe\u001b[0m is \u001b[7mrepeated\u001b[0m \u001b[97;44mtwice\u001b[0m\n");
        jobs.log(id("thrice"), "1stdout", "this is attempt 1\n");
        jobs.log(id("thrice"), "stdout", "this is attempt 3\n");
        jobs.log(id("failed"), "stderr", "java.lang.OutOfMemoryError: Java heap space\n");
    }

    private void results(String id) throws IOException {
        jobs.outputs.put(id, List.of(value("answer", "42.123456789"), value("sentence", "\"All is <well>.\""), value("flag", "true"),
                value("numbers", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]"), large("rows"), value("facts", "{\"rows\": 344, \"note\": null, \"nested\": {\"a\": [1, 2]}}"),
                file("plot", "plot.svg", "image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 120 40\"><path d=\"M0 40L30 10L60 25L120 2\" fill=\"none\" stroke=\"#168995\" stroke-width=\"2\"/></svg>"),
                file("report", "report.csv", "text/csv", "a,b\n1,2\n")));
    }

    private OutputView value(String id, String json) throws IOException {
        JsonNode node = JsonMapper.shared().readTree(json);
        return new OutputView(id, id + ".json", "application/json", json.length(), false, node, jobs.file(id + ".json", json));
    }

    private OutputView large(String id) throws IOException {
        var json = new StringBuilder("[");
        for (int i = 0; i < 250; i++) json.append(i == 0 ? "" : ",").append("{\"name\":\"row, ").append(i).append("\",\"count\":").append(i * 1234.5).append(",\"more\":[").append(i).append("]}");
        json.append("]");
        return new OutputView(id, id + ".json", "application/json", json.length(), false, null, jobs.file(id + ".json", json.toString()));
    }

    private OutputView file(String id, String name, String type, String content) throws IOException {
        return new OutputView(id, name, type, content.length(), true, null, jobs.file(name, content));
    }

    private void put(String word, JobState state, int attempt, JobRecord.Times times, Progress progress, Worker worker, Failure failure, Ending ending) {
        put(word, state, attempt, times, progress, worker, failure, ending, Retries.NONE);
    }

    private void put(String word, JobState state, int attempt, JobRecord.Times times, Progress progress, Worker worker, Failure failure, Ending ending, Retries retries) {
        jobs.records.put(id(word), new JobRecord(id(word), "everything", "1.0.0", label, state, attempt, owner, INPUTS, LIMITS, times, progress, worker, failure, ending, null, retries));
    }

    /** Seconds ago; negative = not yet. */
    private static JobRecord.Times times(long created, long launched, long started, long finished) {
        return new JobRecord.Times(ago(created), ago(launched), ago(started), null, ago(finished), NOW, finished < 0 ? null : ago(finished).plus(Duration.ofDays(7)));
    }

    private static Instant ago(long seconds) {
        return seconds < 0 ? null : NOW.minusSeconds(seconds);
    }

    private static Worker worker(long heard, long seen) {
        return new Worker("orca", 4711, ago(heard + 100), ago(heard), ago(seen), 92L << 20, 4_200, "n", false);
    }
}
