package mayfly.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import mayfly.job.JobId;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Limits;
import mayfly.job.Node;
import mayfly.job.Owner;
import mayfly.job.RetryPolicy;
import mayfly.store.Change;
import mayfly.store.Fill;
import mayfly.store.NewJob;
import mayfly.store.NodeStore;
import mayfly.store.Slots;

/** What it costs to live with 1,000 to 1,000,000 finished jobs of 3 processes, or more: {@code records [MOST [PROCESSES]]}. */
final class RecordsBenchmark implements Benchmark {
    private static final int ROUNDS = 20;
    private static final int TIMES = 20;
    private static final int OWNERS = 10;
    private static final Set<JobState> ENDED = EnumSet.of(JobState.SUCCESSFUL, JobState.FAILED, JobState.DISMISSED);
    private static final Limits LIMITS = new Limits(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(10), 64 << 20);

    private List<String> processes;

    private interface Operation {
        void turn(Frame.Sink sink, StoreUnderTest store) throws Exception;
    }

    @Override
    public Report run(List<String> arguments) throws Exception {
        int most = arguments.isEmpty() ? 1_000_000 : Integer.parseInt(arguments.get(0));
        processes = IntStream.range(0, arguments.size() < 2 ? 3 : Integer.parseInt(arguments.get(1))).mapToObj(i -> "process-" + i).toList();
        var report = StoreUnderTest.columns(new Report("records", "Lists, status and cleaning by the number of finished `count` jobs (" + processes.size() + " processes, " + OWNERS + " owners, one in nine failed), through the "
                + "store's own classes on an embedded redis-server each. Pages have 20 jobs. Round trips one after the other; the append-only file is off."));
        var stores = new LinkedHashMap<String, StoreUnderTest>();
        try {
            for (int size = 1000; size <= most; size *= 10) {
                var store = new StoreUnderTest("records-" + size);
                stores.put(String.format("%,d finished", size), store);
                report.remark(fill(store, size));
            }
            report.add(frame("everybody's, first page", stores, (sink, store) -> list(sink, store, null, null, Set.of(), 0)));
            report.add(frame("everybody's, page in the middle", stores, (sink, store) -> list(sink, store, null, null, Set.of(), 0.5)));
            report.add(frame("one owner's, first page", stores, (sink, store) -> list(sink, store, Fill.owner(3), null, Set.of(), 0)));
            report.add(frame("one owner's, process and ended, last page", stores, (sink, store) -> list(sink, store, Fill.owner(3), processes.get(1), ENDED, 1)));
            report.add(frame("status of one job", stores, RecordsBenchmark::status));
            report.add(frame("a job's whole life", stores, this::life));
            report.add(frame("cleaning, 100 expired jobs", stores, this::clean));
        } finally {
            for (StoreUnderTest store : stores.values()) store.close();
        }
        return report;
    }

    private String fill(StoreUnderTest store, int size) {
        long before = store.memory();
        long begin = System.nanoTime();
        new Fill(store.redis, OWNERS, processes, Duration.ofDays(7)).finished(size, "{}");
        return String.format("%,d jobs finished: %,d bytes each, without inputs; filled in %.0f s", size, (store.memory() - before) / size, (System.nanoTime() - begin) / 1e9);
    }

    private static Frame frame(String title, Map<String, StoreUnderTest> stores, Operation operation) throws Exception {
        var frame = new Frame(title);
        String floor = stores.keySet().iterator().next();
        stores.forEach((name, store) -> frame.variant(name, floor, sink -> operation.turn(sink, store)));
        return frame.run(2, ROUNDS);
    }

    /** @param depth from 0, the first page, to 1, the last */
    private static void list(Frame.Sink sink, StoreUnderTest store, Owner owner, String process, Set<JobState> states, double depth) {
        long total = store.jobs.list(owner, process, states, 0, 1).total();
        long offset = (long) (depth * Math.max(0, total - 20));
        store.measure(sink, TIMES, i -> {
            if (store.jobs.list(owner, process, states, offset, 20).jobs().size() != Math.min(20, total)) throw new IllegalStateException("not a whole page");
        });
    }

    private static void status(Frame.Sink sink, StoreUnderTest store) {
        List<JobRecord> some = store.jobs.list(null, null, Set.of(), 500, TIMES).jobs();
        store.measure(sink, TIMES, i -> store.jobs.find(some.get(i).id()).orElseThrow());
    }

    /** The words of {@code WordsToRedisTest}, all from here. */
    private void life(Frame.Sink sink, StoreUnderTest store) {
        store.measure(sink, TIMES, i -> {
            var job = new NewJob(JobId.fresh(), processes.get(0), "1.0.0", "10", Fill.owner(i % OWNERS), "{\"start\":1,\"end\":10}", LIMITS, Duration.ZERO, RetryPolicy.DEFAULT, JobId.fresh());
            String id = store.jobs.create(job, 100, 100).id();
            store.queue.take(new Slots(4, 4, Duration.ofSeconds(10), "here")).job().orElseThrow();
            store.leases.note(id, 1, Duration.ZERO, List.of("pid", "31866", "begun", "1795527206780"));
            store.jobs.change(Change.to(id, JobState.RUNNING, "").of(1).with(List.of("host", "here", "pid", "31866", "begun", "1795527206780")));
            store.jobs.change(Change.to(id, JobState.SUCCESSFUL, "").of(1).with(Fill.ENDED));
        });
        new NodeStore(store.redis).say(new Node("n", "here", "-", "-", 1, Instant.EPOCH, null, null), Duration.ofMinutes(1), List.of());
        store.leases.endings().forEach(ending -> store.leases.proof("n", "here", ending, null));
        clean(store);
    }

    private void clean(Frame.Sink sink, StoreUnderTest store) {
        new Fill(store.redis, OWNERS, processes, Duration.ZERO).finished(300, "{}");
        store.measure(sink, 3, i -> store.jobs.remove(store.jobs.expired(Instant.now().plusSeconds(9), 100), Duration.ofMinutes(1)));
        clean(store);
    }

    /** Removes what has expired since. */
    private static void clean(StoreUnderTest store) {
        while (!store.jobs.remove(store.jobs.expired(Instant.now().plusSeconds(9), 100), Duration.ofMinutes(1)).isEmpty()) Thread.onSpinWait();
    }
}
