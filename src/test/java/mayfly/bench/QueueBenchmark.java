package mayfly.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mayfly.job.Ending;
import mayfly.job.JobId;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Limits;
import mayfly.job.RetryPolicy;
import mayfly.store.Change;
import mayfly.store.Fill;
import mayfly.store.NewJob;
import mayfly.store.Slots;

/** What the queue's operations cost while 1,000 to 1,000,000 jobs wait: {@code queue [LONGEST]}. */
final class QueueBenchmark implements Benchmark {
    private static final int ROUNDS = 20;
    private static final int TIMES = 50;
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Limits LIMITS = new Limits(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(10), 64 << 20);

    /** An operation on one of the stores, with what it takes to have the queue as long afterwards as before. */
    private interface Operation {
        void turn(Frame.Sink sink, StoreUnderTest store) throws Exception;
    }

    @Override
    public Report run(List<String> arguments) throws Exception {
        int longest = arguments.isEmpty() ? 1_000_000 : Integer.parseInt(arguments.get(0));
        var report = StoreUnderTest.columns(new Report("queue", "Operations of the queue by its length, through the store's own classes on an embedded redis-server each; one in a hundred "
                + "jobs is another owner's, so that owners in line grow with the queue. Round trips one after the other; the append-only file is off."));
        var stores = new LinkedHashMap<String, StoreUnderTest>();
        try {
            for (int length = 1000; length <= longest; length *= 10) {
                var store = new StoreUnderTest("queue-" + length);
                stores.put(String.format("%,d queued", length), store);
                report.remark(fill(store, length));
            }
            report.add(frame("create", stores, QueueBenchmark::create));
            report.add(frame("take", stores, QueueBenchmark::take));
            report.add(frame("place", stores, QueueBenchmark::place));
            report.add(frame("dismiss", stores, QueueBenchmark::dismiss));
        } finally {
            for (StoreUnderTest store : stores.values()) store.close();
        }
        return report;
    }

    private static String fill(StoreUnderTest store, int length) {
        long before = store.memory();
        long begin = System.nanoTime();
        new Fill(store.redis, length / 100, List.of("count", "echo", "table-profile"), Duration.ofDays(7)).queued(length, "{}");
        return String.format("%,d jobs queued: %,d bytes each; filled in %.0f s", length, (store.memory() - before) / length, (System.nanoTime() - begin) / 1e9);
    }

    private static Frame frame(String title, Map<String, StoreUnderTest> stores, Operation operation) throws Exception {
        var frame = new Frame(title);
        String floor = stores.keySet().iterator().next();
        stores.forEach((name, store) -> frame.variant(name, floor, sink -> operation.turn(sink, store)));
        return frame.run(2, ROUNDS);
    }

    private static void create(Frame.Sink sink, StoreUnderTest store) {
        var ids = new ArrayList<String>();
        store.measure(sink, TIMES, i -> ids.add(newJob(store, i)));
        ids.forEach(id -> cancel(store, id));
    }

    private static void take(Frame.Sink sink, StoreUnderTest store) {
        var taken = new ArrayList<JobRecord>();
        store.measure(sink, TIMES, i -> taken.add(store.queue.take(new Slots(1000, 1000, LEASE, "here")).job().orElseThrow()));
        taken.forEach(job -> cancel(store, job.id()));
        for (int i = 0; i < TIMES; i++) newJob(store, i);
    }

    private static void place(Frame.Sink sink, StoreUnderTest store) {
        List<JobRecord> some = new ArrayList<>(store.jobs.list(null, null, List.of(JobState.QUEUED), store.queue.queued() / 2, TIMES).jobs());
        store.measure(sink, TIMES, i -> store.queue.places(List.of(some.get(i))));
    }

    private static void dismiss(Frame.Sink sink, StoreUnderTest store) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < TIMES; i++) ids.add(newJob(store, i));
        store.measure(sink, TIMES, i -> cancel(store, ids.get(i)));
    }

    private static String newJob(StoreUnderTest store, int i) {
        var job = new NewJob(JobId.fresh(), "count", "1.0.0", "10", Fill.owner(i % 10), "{}", LIMITS, Duration.ofDays(7), RetryPolicy.DEFAULT, JobId.fresh());
        return store.jobs.create(job, Integer.MAX_VALUE, Integer.MAX_VALUE).id();
    }

    private static void cancel(StoreUnderTest store, String id) {
        store.jobs.change(Change.to(id, JobState.DISMISSED, "cancelled by its owner").with(Ending.NOTHING_RAN));
    }
}
