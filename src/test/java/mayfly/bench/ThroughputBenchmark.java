package mayfly.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Many short jobs at once: sent as fast as they are taken, worked off by as many workers as there are processors. */
final class ThroughputBenchmark implements Benchmark {
    private static final int FEW = 500;
    private static final int MANY = 5000;
    /** A round of 500 takes longer than 20 s where a process is started for each job. */
    private static final int ROUNDS = 3;
    private static final double PATIENCE_SECONDS = 120;
    private final Report report = new Report("throughput", "Jobs that `count` 1 to 10, sent all at once, " + PeerPrograms.SLOTS + " at a time: Mayfly's over 8 HTTP connections, a peer's by its own client. From before the first is sent "
            + "until the last result is heard. CPU per job, Redis apart; for Mayfly also its parts.")
            .column("jobs/s", "rate", Samples::median).column("jobs/s p95", "rate", s -> s.quantile(0.95)).ratio("x Popen", "rate", Samples::median)
            .column("sent, jobs/s", "sent", Samples::median).column("CPU ms/job", "cpu", Samples::mean).column("web", "web", Samples::mean).column("workers", "workers", Samples::mean)
            .column("Redis", "redis", Samples::mean);

    /** @param arguments "mayfly" leaves the peers out */
    @Override
    public Report run(List<String> arguments) throws Exception {
        var settings = Map.of("MAYFLY_SLOTS", "" + PeerPrograms.SLOTS, "MAYFLY_QUEUE_LENGTH", "1000000", "MAYFLY_QUEUE_OWNER", "1000000");
        var standbys = new HashMap<>(settings);
        standbys.put("MAYFLY_STANDBY", "" + PeerPrograms.SLOTS);
        try (var cold = ServerUnderTest.mayfly("throughput", ServerUnderTest.JAVA, settings); var warm = ServerUnderTest.mayfly("throughput-standby", ServerUnderTest.JAVA, standbys);
                var drains = new Drains(cold, warm, !arguments.contains("mayfly"))) {
            Frame few = drains.frame(FEW, drains.names()).run(1, ROUNDS);
            report.add(few);
            List<String> fast = few.entries().stream().filter(e -> e.of("rate").median() * PATIENCE_SECONDS >= MANY).map(Frame.Entry::name).toList();
            if (!fast.isEmpty()) report.add(drains.frame(MANY, fast).run(0, 1));
            remark(drains, fast);
        }
        return report;
    }

    private void remark(Drains drains, List<String> fast) throws Exception {
        var slow = new ArrayList<>(drains.names());
        slow.removeAll(fast);
        if (!slow.isEmpty()) report.remark("Too slow for " + MANY + " jobs in 2 min: " + String.join(", ", slow) + ".");
        if (!drains.hasStandbys()) report.remark("This version keeps no standby; that variant is cold, too.");
        if (!drains.missing().isEmpty()) report.remark(drains.missing());
    }
}
