package mayfly.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the POST of a job without work to its worker running, and to its results, beside the whole life of a hello-world on the same JDK and beside other job runners. */
final class LaunchBenchmark implements Benchmark {
    private static final int STANDBYS = 2;
    private final Report report = new Report("launch", "`count` 1 to 10 without a pause, nothing else to do. Times begin before the POST is sent (or the client's call) and end when the state is heard, or when "
            + "the results have been read; for hello world both end with its process. CPU is that of everything but Redis and the observer, per job; worker CPU and peak memory are the job's process's alone.")
            .column("RUNNING ms", "running", Samples::median).column("p95", "running", s -> s.quantile(0.95))
            .ratio("x hello", "running", Samples::median).ratio("x Flask", "running", Samples::median, PeerPrograms.FLASK)
            .column("results ms", "results", Samples::median).column("results p95", "results", s -> s.quantile(0.95))
            .ratio("results, x hello", "results", Samples::median).ratio("results, x Flask", "results", Samples::median, PeerPrograms.FLASK)
            .column("answer ms", "answer", Samples::median).column("CPU ms", "cpu", Samples::mean).column("worker CPU ms", "workers", Samples::mean).column("peak MiB", "peak", Samples::median)
            .chart("RUNNING ms", "results ms");

    /** @param arguments "mayfly" leaves the peers out */
    @Override
    public Report run(List<String> arguments) throws Exception {
        for (Map.Entry<String, Path> jdk : Jdks.all().entrySet()) measure(jdk.getKey(), jdk.getValue(), !arguments.contains("mayfly"));
        return report;
    }

    private void measure(String title, Path java, boolean withPeers) throws Exception {
        try (var cold = ServerUnderTest.mayfly("launch", java, Map.of("MAYFLY_STANDBY", "0"));
                var warm = ServerUnderTest.mayfly("launch-standby", java, Map.of("MAYFLY_STANDBY", "" + STANDBYS));
                var coldTurn = new LaunchTurn(cold, 0); var warmTurn = new LaunchTurn(warm, STANDBYS); var peers = new PeerTurns(cold.redis(), java)) {
            Frame frame = HelloTurns.add(new Frame(title), java).variant("Mayfly, cold", HelloTurns.HELLO, coldTurn).variant("Mayfly, standby", HelloTurns.HELLO, warmTurn);
            if (withPeers) peers.add(frame, isOurs(java) ? peers.names() : List.of(PeerPrograms.POPEN, PeerPrograms.FLASK));
            report.add(frame.run(4, Frame.ROUNDS));
            remark(title, warmTurn, peers);
        }
    }

    /** All peers are compared in one run only, on the JDK that runs this; with others those that the targets name. */
    private static boolean isOurs(Path java) throws java.io.IOException {
        return java.toRealPath().equals(ServerUnderTest.JAVA.toRealPath());
    }

    private void remark(String title, LaunchTurn warm, PeerTurns peers) throws Exception {
        var remarks = new ArrayList<String>();
        if (!warm.hasStandbys()) remarks.add(title + ": this version keeps no standby; that variant is a cold start, too.");
        if (!peers.missing().isEmpty()) remarks.add(title + ": " + peers.missing());
        remarks.forEach(report::remark);
    }
}
