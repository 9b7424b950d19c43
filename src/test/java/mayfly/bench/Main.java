package mayfly.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code Main [NAME [ARGUMENT...]]}: runs one benchmark, or all of them one after the other. Exit code 2: no such benchmark. */
public final class Main {
    private static final Map<String, Supplier<Benchmark>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("submit", SubmitBenchmark::new);
        ALL.put("fsync", FsyncBenchmark::new);
        ALL.put("launch", LaunchBenchmark::new);
        ALL.put("throughput", ThroughputBenchmark::new);
        ALL.put("memory", MemoryBenchmark::new);
        ALL.put("spawn", SpawnBenchmark::new);
        ALL.put("profile", ProfileBenchmark::new);
        ALL.put("pages", PagesBenchmark::new);
        ALL.put("upload", UploadBenchmark::new);
        ALL.put("queue", QueueBenchmark::new);
        ALL.put("records", RecordsBenchmark::new);
    }

    private Main() { }

    public static void main(String[] args) throws Exception {
        if (args.length > 0 && !ALL.containsKey(args[0])) {
            System.err.println("No benchmark “" + args[0] + "”; there are " + String.join(", ", ALL.keySet()));
            System.exit(2);
        }
        System.out.println(Machine.describe().text());
        for (String name : args.length > 0 ? List.of(args[0]) : List.copyOf(ALL.keySet())) {
            ALL.get(name).get().run(List.of(args).subList(Math.min(1, args.length), args.length)).publish();
        }
    }
}
