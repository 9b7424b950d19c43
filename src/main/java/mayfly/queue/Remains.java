package mayfly.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import mayfly.job.Failure;
import mayfly.job.FailureKind;
import mayfly.job.JobState;
import mayfly.job.RetryPolicy;
import mayfly.job.RunFolder;
import mayfly.store.AttemptRef;
import mayfly.store.Change;
import mayfly.store.Origin;
import mayfly.store.Restored;

/**
 * How a job stands whose record was lost, told from its folder, in this order: a node has ended it ({@code ended.json}); a worker left a success ({@code result.json}); the
 * worker of its last attempt lives; that worker left a failure, of which the policy makes an end or another attempt; it left nothing, and another attempt follows; no attempt
 * has begun.
 */
final class Remains {
    private static final String LOST = "The job store lost its record, and its worker is gone.";
    private final QueueSettings settings;
    private final Origin origin;
    private final JobFiles files;
    private final LiveWorkers workers;

    Remains(QueueSettings settings, Origin origin, JobFiles files, LiveWorkers workers) {
        this.settings = settings;
        this.origin = origin;
        this.files = files;
        this.workers = workers;
    }

    Restored told(Instant now) throws IOException {
        List<RunFolder> attempts = attempts();
        JobFiles.Ended ended = files.ended(origin.id());
        if (ended != null) return ended(ended);
        for (RunFolder attempt : attempts) {
            Optional<SpooledOutcome> left = SpooledOutcome.read(attempt);
            if (left.isPresent() && left.get().failure() == null) return over(attempt, left.get().success(), "its result was in its folder");
        }
        if (attempts.isEmpty()) return new Restored(JobState.QUEUED, 0, Duration.ZERO, "restored", null, null, List.of());
        RunFolder last = attempts.get(0);
        Properties order = order(last);
        if (!order.getProperty("host", settings.host()).equals(settings.host())) return elsewhere(last, order, now);
        Optional<ProcessHandle> worker = workers.of(ref(last, order));
        if (worker.isPresent()) return alive(last, order, worker.get(), now);
        // Now that nobody writes there any more.
        Optional<SpooledOutcome> left = SpooledOutcome.read(last);
        if (left.isPresent() && left.get().failure() == null) return over(last, left.get().success(), "its result was in its folder");
        return failed(last, order, left.map(SpooledOutcome::failure));
    }

    /** Newest first. */
    private List<RunFolder> attempts() throws IOException {
        var out = new ArrayList<RunFolder>();
        try (Stream<Path> all = Files.list(RunFolder.ofJob(settings.home(), origin.id()))) {
            all.map(f -> f.getFileName().toString()).filter(name -> name.matches("[1-9][0-9]{0,8}"))
                    .forEach(name -> out.add(new RunFolder(settings.home(), origin.id(), Integer.parseInt(name))));
        }
        out.sort((a, b) -> b.attempt() - a.attempt());
        return out;
    }

    private Restored ended(JobFiles.Ended by) throws IOException {
        var fields = new ArrayList<>(by.fields());
        var folder = new RunFolder(settings.home(), origin.id(), Math.max(1, by.attempt()));
        Properties order = order(folder);
        fields.addAll(facts(folder, order));
        return new Restored(by.state(), by.attempt(), Duration.ZERO, "restored: " + by.text(), written(RunFolder.ended(settings.home(), origin.id())),
                by.attempt() == 0 ? null : leftover(folder, order), fields);
    }

    private Restored over(RunFolder attempt, Change change, String why) throws IOException {
        Properties order = order(attempt);
        var fields = new ArrayList<>(change.fields());
        fields.addAll(facts(attempt, order));
        return new Restored(change.to(), attempt.attempt(), Duration.ZERO, "restored: " + why, written(attempt.result()), leftover(attempt, order), fields);
    }

    private Restored alive(RunFolder attempt, Properties order, ProcessHandle worker, Instant now) throws IOException {
        var fields = new ArrayList<>(facts(attempt, order));
        worker.info().startInstant().ifPresent(begun -> fields.addAll(List.of("begun", millis(begun), "started", millis(begun))));
        fields.addAll(List.of("pid", Long.toString(worker.pid()), "heard", millis(now)));
        return new Restored(JobState.RUNNING, attempt.attempt(), settings.lease(), "restored: its worker lives", null, null, fields);
    }

    /** Of processes on another host only the lease can tell. */
    private Restored elsewhere(RunFolder attempt, Properties order, Instant now) throws IOException {
        Optional<SpooledOutcome> left = SpooledOutcome.read(attempt);
        if (left.isPresent()) return failed(attempt, order, left.map(SpooledOutcome::failure));
        var fields = new ArrayList<>(facts(attempt, order));
        fields.addAll(List.of("heard", millis(now)));
        return new Restored(JobState.RUNNING, attempt.attempt(), settings.lease(), "restored: its worker may live on " + order.getProperty("host"), null, null, fields);
    }

    /** Lost with its record is no fault of its own: it is tried again whatever the policy says. */
    private Restored failed(RunFolder attempt, Properties order, Optional<Failure> left) throws IOException {
        Failure failure = left.orElse(new Failure(FailureKind.LOST, LOST));
        Optional<Duration> wait = left.isEmpty() ? Optional.of(Duration.ZERO) : policy().next(failure, attempt.attempt(), 0, ThreadLocalRandom.current().nextDouble());
        Change change = Change.failed(origin.id(), attempt.attempt(), failure);
        if (wait.isEmpty()) return over(attempt, change, "its failure was in its folder");
        var fields = new ArrayList<>(change.fields());
        fields.addAll(facts(attempt, order));
        fields.addAll(List.of("over", millis(Instant.now())));
        return new Restored(JobState.RETRYING, attempt.attempt(), wait.get(), "restored: another attempt follows", null, leftover(attempt, order), fields);
    }

    private RetryPolicy policy() {
        String text = origin.fields().get("retry");
        return text == null ? RetryPolicy.DEFAULT : RetryPolicy.parse(text);
    }

    /** What the order says of an attempt; nothing where it was never written. */
    private static List<String> facts(RunFolder attempt, Properties order) throws IOException {
        if (order.isEmpty()) return List.of();
        String launched = millis(written(attempt.order()));
        return List.of("host", order.getProperty("host", ""), "cookie", order.getProperty("cookie", ""), "launched", launched, "started", launched);
    }

    private static AttemptRef ref(RunFolder attempt, Properties order) {
        return new AttemptRef(attempt.job(), attempt.attempt(), order.getProperty("cookie", ""), order.getProperty("host", ""));
    }

    /** Where no order was written no worker was started. */
    private static AttemptRef leftover(RunFolder attempt, Properties order) {
        return order.isEmpty() ? null : ref(attempt, order);
    }

    private static Properties order(RunFolder attempt) throws IOException {
        var p = new Properties();
        if (!Files.exists(attempt.order())) return p;
        try (var in = Files.newBufferedReader(attempt.order())) {
            p.load(in);
        }
        return p;
    }

    private static Instant written(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    private static String millis(Instant at) {
        return Long.toString(at.toEpochMilli());
    }
}
