package mayfly.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** POST of a job to its 303 or 201, while the slots are busy and a thousand jobs wait. Every accepted job is on disk when its answer leaves. */
final class SubmitBenchmark implements Benchmark {
    private static final Duration TURN = Duration.ofMillis(500);
    private static final String BARE = "bare servlet, 303 at once";
    private static final String STORED = "bare servlet, one hash stored, 303";
    private static final String FORM = "start=1&end=10&increment=1&pause=0";

    @Override
    public Report run(List<String> arguments) throws Exception {
        var report = new Report("submit", "POST of a `count` job while all slots are busy and at least 1,000 jobs wait. The floor answers 303 at once; the second floor first stores one hash in the same Redis, "
                + "which syncs its file at every write, as Mayfly does with a job.")
                .column("requests/s", "rate", Samples::median).column("median ms", "ms", Samples::median).column("p95 ms", "ms", s -> s.quantile(0.95)).column("p99 ms", "ms", s -> s.quantile(0.99))
                .column("server CPU ms", "cpu", Samples::median).ratio("median, x floor", "ms", Samples::median).ratio("rate, x floor", "rate", Samples::median);
        var settings = Map.of("MAYFLY_SLOTS", "1", "MAYFLY_QUEUE_LENGTH", "10000000", "MAYFLY_QUEUE_OWNER", "10000000");
        try (var mayfly = ServerUnderTest.mayfly("submit", ServerUnderTest.JAVA, settings); var floors = ServerUnderTest.floors(mayfly); var jobs = new Jobs(mayfly)) {
            jobs.await(jobs.submit("count", Jobs.count(1, 3000, 1)), "RUNNING", Duration.ofSeconds(30));
            for (int i = 0; i < 1000; i++) jobs.submit("count", Jobs.count(1, 10, 0));
            for (int connections : List.of(1, 8, 64)) report.add(frame(mayfly, floors, connections).run(connections == 1 ? 4 : 2, Frame.ROUNDS));
        }
        return report;
    }

    private static Frame frame(ServerUnderTest mayfly, ServerUnderTest floors, int connections) {
        String form = "Content-Type: application/x-www-form-urlencoded\r\nAccept: text/html\r\n";
        String path = "/processes/count/execution";
        return new Frame(connections == 1 ? "1 connection" : connections + " connections")
                .floor(BARE, new Load(floors, Wire.request("POST", "/submit", form, FORM), 303, connections, TURN))
                .variant(STORED, BARE, new Load(floors, Wire.request("POST", "/store", form, FORM), 303, connections, TURN))
                .variant("Mayfly, form to 303", BARE, new Load(mayfly, Wire.request("POST", path, form, FORM), 303, connections, TURN))
                .variant("Mayfly, JSON to 201", BARE, new Load(mayfly, Wire.request("POST", path, Jobs.JSON, Jobs.count(1, 10, 0)), 201, connections, TURN));
    }
}
