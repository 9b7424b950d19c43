package mayfly.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What is resident while nothing runs, and what each running worker adds. */
final class MemoryBenchmark implements Benchmark {
    private static final int STANDBYS = 2;
    private static final String IDLE = "Mayfly, web application";
    private final Report report = new Report("memory", "Memory by /proc/PID/smaps_rollup. PSS counts a page that several processes share in parts, so that sums are true; RSS counts it in full. Idle: all processes of a kind "
            + "together, after each has done a job. Running: of one process, half a second after it is RUNNING; a `count` that pauses.")
            .column("PSS MiB", "Pss", Samples::median).column("PSS p95", "Pss", s -> s.quantile(0.95)).column("RSS MiB", "Rss", Samples::median).ratio("PSS, x floor", "Pss", Samples::median)
            .chart("PSS MiB", "RSS MiB");

    /** @param arguments "mayfly" leaves the peers out */
    @Override
    public Report run(List<String> arguments) throws Exception {
        var settings = Map.of("MAYFLY_SLOTS", "8");
        var standbys = new HashMap<>(settings);
        standbys.put("MAYFLY_STANDBY", "" + STANDBYS);
        try (var cold = ServerUnderTest.mayfly("memory", ServerUnderTest.JAVA, settings); var warm = ServerUnderTest.mayfly("memory-standby", ServerUnderTest.JAVA, standbys);
                var coldWorkers = new WorkerMemory(cold, 0); var warmWorkers = new WorkerMemory(warm, STANDBYS); var peers = new PeerMemory(cold.redis())) {
            coldWorkers.warmUp();
            warmWorkers.warmUp();
            report.add(idle(cold, warm, warmWorkers, peers, !arguments.contains("mayfly")).run(1, Frame.ROUNDS));
            report.add(running(coldWorkers, warmWorkers, peers).run(1, Frame.ROUNDS));
            if (!warmWorkers.hasStandbys()) report.remark("This version keeps no standby.");
            if (!peers.missing().isEmpty()) report.remark(peers.missing());
        }
        return report;
    }

    private static Frame idle(ServerUnderTest cold, ServerUnderTest warm, WorkerMemory warmWorkers, PeerMemory peers, boolean withPeers) throws Exception {
        var frame = new Frame("idle").floor(IDLE, sink -> {
            TimeUnit.MILLISECONDS.sleep(100);
            WorkerMemory.add(sink, List.of(cold.pid()), 1);
        });
        frame.variant("Mayfly, its Redis", IDLE, sink -> WorkerMemory.add(sink, WorkerMemory.redis(cold), 1));
        if (warmWorkers.hasStandbys()) frame.variant("Mayfly, each standby of " + STANDBYS, IDLE, sink -> WorkerMemory.add(sink, WorkerMemory.workers(warm), STANDBYS));
        if (withPeers) peers.addIdle(frame, IDLE);
        return frame;
    }

    private static Frame running(WorkerMemory cold, WorkerMemory warm, PeerMemory peers) throws Exception {
        String floor = "Mayfly, a worker alone";
        var frame = new Frame("running, each process").floor(floor, sink -> cold.turn(sink, 1));
        for (int workers : List.of(2, 8)) frame.variant("Mayfly, a worker of " + workers, floor, sink -> cold.turn(sink, workers));
        if (warm.hasStandbys()) frame.variant("Mayfly, a worker that stood by", floor, sink -> warm.turn(sink, 1));
        peers.addRunning(frame, floor);
        return frame;
    }
}
