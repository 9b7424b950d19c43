package mayfly.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * {@code Main [--seed N] [--minutes M | --jobs J] [--nodes N] [--clients N]}: run after run of a minute each, with seeds that follow each other, until the time is over or so
 * many jobs have been sent. Exit code 1 when a promise was broken, 2 for wrong usage.
 */
public final class Main {
    private static final Set<String> OPTIONS = Set.of("--seed", "--minutes", "--jobs", "--nodes", "--clients");
    private static final Duration ONE_RUN = Duration.ofMinutes(1);

    private Main() { }

    public static void main(String[] args) throws Exception {
        Map<String, Long> options = options(args);
        long seed = options.getOrDefault("--seed", ThreadLocalRandom.current().nextLong(1_000_000));
        long jobs = options.getOrDefault("--jobs", Long.MAX_VALUE);
        Duration time = Duration.ofMinutes(options.getOrDefault("--minutes", options.containsKey("--jobs") ? 24 * 60L : 5L));
        int nodes = options.getOrDefault("--nodes", 2L).intValue();
        int clients = options.getOrDefault("--clients", 4L).intValue();
        long until = System.nanoTime() + time.toNanos();
        Path folder = Files.createDirectories(Path.of("target/crash").toAbsolutePath());
        var total = new Total();
        for (long sent = 0; sent < jobs && System.nanoTime() < until; sent = total.jobs(), seed++) {
            Duration left = Duration.ofNanos(until - System.nanoTime());
            Path own = folder.resolve("seed-" + seed);
            delete(own);
            Report report = new Run(seed, own, nodes, clients).carryOut(left.compareTo(ONE_RUN) < 0 ? left : ONE_RUN, (int) Math.min(Integer.MAX_VALUE, jobs - sent));
            System.out.println(report.text());
            total.add(report);
            if (report.isClean()) delete(own);
        }
        System.out.println(total.text());
        System.exit(total.isClean() ? 0 : 1);
    }

    private static Map<String, Long> options(String[] args) {
        var out = new HashMap<String, Long>();
        for (int i = 0; i < args.length; i += 2) {
            if (!OPTIONS.contains(args[i]) || i + 1 == args.length || !args[i + 1].matches("\\d{1,15}")) {
                System.err.println("“" + args[i] + "” is not understood; write [--seed N] [--minutes M | --jobs J] [--nodes N] [--clients N], each with a whole number");
                System.exit(2);
            }
            out.put(args[i], Long.valueOf(args[i + 1]));
        }
        return out;
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) Files.deleteIfExists(file);
    }
}
