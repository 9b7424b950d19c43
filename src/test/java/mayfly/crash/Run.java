package mayfly.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One run: a deployment is started, jobs are sent while it is struck, everything comes to rest, every promise is checked. */
final class Run {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private final long seed;
    private final Path folder;
    private final int nodes;
    private final int clients;

    Run(long seed, Path folder, int nodes, int clients) {
        this.seed = seed;
        this.folder = folder;
        this.nodes = nodes;
        this.clients = clients;
    }

    /** @param time for which jobs are sent, at most; what they need to end comes on top */
    Report carryOut(Duration time, int jobs) throws Exception {
        try (Deployment under = new Deployment(folder, nodes); Ear ear = new Ear(under.redis())) {
            Runtime.getRuntime().addShutdownHook(new Thread(under::kill));
            under.start();
            ear.start();
            var faults = new Faults(under.failpoints());
            var sent = new CopyOnWriteArrayList<Sent>();
            String settled = storm(under, faults, sent, new Goal(System.nanoTime() + time.toNanos(), jobs));
            // From here on nobody changes anything: what is read at one moment is to agree with what is read at the next.
            for (WebNode node : under.nodes()) node.end();
            var rest = new Rest(under);
            var evidence = new Evidence(sent, rest.look(), ear.heard(), faults.all(), under.subscriber().letters(), rest.leftovers(), under.home(), settled);
            evidence.write(folder);
            return new Report(seed, folder, evidence, faults.counts(), under.parts(), Checker.check(evidence));
        }
    }

    private String storm(Deployment under, Faults faults, List<Sent> sent, Goal goal) throws Exception {
        var nemesis = new Nemesis(under, faults, seed);
        var healer = new Healer(under, seed);
        ExecutorService threads = Executors.newFixedThreadPool(clients, Run::daemon);
        var all = new ArrayList<Future<?>>();
        for (int i = 0; i < clients; i++) {
            var client = new Client(under.nodes(), under.subscriber(), new Plan(seed, i), seed + i, sent);
            all.add(threads.submit(() -> {
                client.run(goal);
                return null;
            }));
        }
        nemesis.start();
        healer.start();
        while (goal.more()) Thread.sleep(100);
        nemesis.end();
        healer.end();
        threads.shutdown();
        for (Future<?> client : all) client.get();
        return new Rest(under).await(PATIENCE);
    }

    /** A run that breaks off must not keep the JVM. */
    private static Thread daemon(Runnable client) {
        var thread = new Thread(client);
        thread.setDaemon(true);
        return thread;
    }
}
