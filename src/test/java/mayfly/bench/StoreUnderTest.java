package mayfly.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.function.IntConsumer;
import mayfly.app.redis.EmbeddedRedis;
import mayfly.store.JobStore;
import mayfly.store.LeaseStore;
import mayfly.store.QueueStore;
import mayfly.store.Redis;
import redis.clients.jedis.RedisClient;

/**
 * The store's own classes on a Redis of its own, and what that Redis says of its work. Its append-only file is switched off: what syncing costs depends on the disk, not on
 * how much is stored.
 */
final class StoreUnderTest implements AutoCloseable {
    private final Path home;
    private final EmbeddedRedis embedded;
    private final RedisClient admin;
    final Redis redis;
    final JobStore jobs;
    final QueueStore queue;
    final LeaseStore leases;

    StoreUnderTest(String name) throws IOException {
        home = Path.of("target/bench/store-" + name).toAbsolutePath();
        delete(home);
        embedded = EmbeddedRedis.start(Files.createDirectories(home), InstantSource.system());
        admin = RedisClient.create(embedded.uri());
        admin.configSet("appendonly", "no");
        redis = new Redis(embedded.uri());
        jobs = new JobStore(redis);
        queue = new QueueStore(redis);
        leases = new LeaseStore(redis);
    }

    /**
     * What Redis has done so far.
     *
     * @param micros CPU time of its one thread
     * @param trips  times that it read a question, of one command or of a pipeline
     * @param calls  commands, those inside scripts included
     */
    private record Usage(double micros, long trips, long calls, long received, long sent) {
        Usage minus(Usage u) {
            return new Usage(micros - u.micros, trips - u.trips, calls - u.calls, received - u.received, sent - u.sent);
        }
    }

    /** Does something so many times one after the other: the time of each, and what each was in Redis on the average. */
    void measure(Frame.Sink sink, int times, IntConsumer operation) {
        Usage first = usage();
        Usage begin = usage();
        for (int i = 0; i < times; i++) {
            long before = System.nanoTime();
            operation.accept(i);
            sink.add("micros", (System.nanoTime() - before) / 1e3);
        }
        Usage done = usage().minus(begin).minus(begin.minus(first));
        sink.add("inside", done.micros / times);
        sink.add("trips", (double) done.trips / times);
        sink.add("calls", (double) done.calls / times);
        sink.add("received", (double) done.received / times);
        sink.add("sent", (double) done.sent / times);
    }

    /** Columns of the figures of {@link #measure}. */
    static Report columns(Report report) {
        return report.column("median µs", "micros", Samples::median).column("p95 µs", "micros", s -> s.quantile(0.95)).column("in Redis µs", "inside", Samples::median)
                .column("round trips", "trips", Samples::median).column("commands", "calls", Samples::median).column("bytes to Redis", "received", Samples::median)
                .column("bytes back", "sent", Samples::median).ratio("median, x smallest", "micros", Samples::median).ratio("in Redis, x smallest", "inside", Samples::median);
    }

    private Usage usage() {
        String info = admin.info();
        double seconds = number(info, "used_cpu_user_main_thread") + number(info, "used_cpu_sys_main_thread");
        return new Usage(seconds * 1e6, (long) number(info, "total_reads_processed"), (long) number(info, "total_commands_processed"),
                (long) number(info, "total_net_input_bytes"), (long) number(info, "total_net_output_bytes"));
    }

    URI uri() {
        return embedded.uri();
    }

    /** Bytes that Redis has allocated. */
    long memory() {
        return (long) number(admin.info("memory"), "used_memory");
    }

    private static double number(String info, String name) {
        return info.lines().filter(l -> l.startsWith(name + ":")).mapToDouble(l -> Double.parseDouble(l.substring(name.length() + 1).strip())).findFirst().orElseThrow();
    }

    @Override
    public void close() throws IOException {
        redis.close();
        admin.close();
        embedded.stop();
        delete(home);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
