package mayfly.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mayfly.job.JobId;
import mayfly.job.Limits;
import mayfly.job.Owner;
import mayfly.job.RetryPolicy;
import mayfly.store.NewJob;
import redis.clients.jedis.RedisClient;

/** What it costs that a job is on disk before it is acknowledged: {@code appendfsync always} beside {@code everysec}, which may lose the last second, and no file at all. */
final class FsyncBenchmark implements Benchmark {
    private static final int TIMES = 200;
    private static final Limits LIMITS = new Limits(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(10), 64 << 20);

    @Override
    public Report run(List<String> arguments) throws Exception {
        var report = StoreUnderTest.columns(new Report("fsync", "Creation of a job through the store's own classes, by how the append-only file of its Redis is synced; one after the other, an embedded redis-server each. "
                + "The last variant is what a submission writes beside the record: a file of 500 bytes, written and renamed, not synced."));
        var stores = new LinkedHashMap<String, StoreUnderTest>();
        Path folder = Path.of("target/bench/fsync-files");
        try {
            for (String how : List.of("everysec", "always")) stores.put(how, store(how));
            stores.put("no file", new StoreUnderTest("fsync-none"));
            var frame = new Frame("create");
            for (Map.Entry<String, StoreUnderTest> e : stores.entrySet()) frame.variant(e.getKey(), "everysec", sink -> e.getValue().measure(sink, TIMES, i -> create(e.getValue())));
            Files.createDirectories(folder);
            frame.variant("record.json alone", "everysec", sink -> stores.get("no file").measure(sink, TIMES, i -> file(folder)));
            report.add(frame.run(2, Frame.ROUNDS));
        } finally {
            for (StoreUnderTest store : stores.values()) store.close();
        }
        return report;
    }

    private static StoreUnderTest store(String how) throws Exception {
        var store = new StoreUnderTest("fsync-" + how);
        try (var admin = RedisClient.create(store.uri())) {
            admin.configSet("appendfsync", how);
            admin.configSet("appendonly", "yes");
        }
        return store;
    }

    private static void create(StoreUnderTest store) {
        store.jobs.create(new NewJob(JobId.fresh(), "count", "1.0.0", "10", Owner.anonymous("somebody"), "{\"start\":1,\"end\":10,\"increment\":1,\"pause\":0}", LIMITS, Duration.ofDays(7),
                RetryPolicy.DEFAULT, JobId.fresh()), Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    private static void file(Path folder) {
        try {
            Path dir = Files.createDirectories(folder.resolve(JobId.fresh()));
            Path part = dir.resolve("record.json-1-1.part");
            Files.write(part, new byte[500]);
            Files.move(part, dir.resolve("record.json"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
