package mayfly.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The pages that browsers ask for again and again, against bare servlets that read the same hash from the same Redis. */
final class PagesBenchmark implements Benchmark {
    private static final Duration TURN = Duration.ofMillis(1000);
    private static final int ROUNDS = 5;
    private static final String HELLO = "bare servlet, hello";
    private static final String JSON = "bare servlet, HGETALL + JSON";
    private static final String PAGE = "bare servlet, HGETALL + Thymeleaf";

    @Override
    public Report run(List<String> arguments) throws Exception {
        var report = new Report("pages", "Status of a job that runs and of one that waits. Each is compared with a bare servlet that reads the same record and shows its fields; the hello servlet "
                + "is the ceiling of server and load generator together, which share the machine.")
                .column("requests/s", "rate", Samples::median).column("median ms", "ms", Samples::median).column("p99 ms", "ms", s -> s.quantile(0.99))
                .column("server CPU ms", "cpu", Samples::median).ratio("rate, x floor", "rate", Samples::median).ratio("CPU, x floor", "cpu", Samples::median);
        try (var mayfly = ServerUnderTest.mayfly("pages", ServerUnderTest.JAVA, Map.of("MAYFLY_SLOTS", "1")); var floors = ServerUnderTest.floors(mayfly); var jobs = new Jobs(mayfly)) {
            String running = jobs.submit("count", Jobs.count(1, 3000, 1));
            jobs.await(running, "RUNNING", Duration.ofSeconds(30));
            String queued = jobs.submit("count", Jobs.count(1, 10, 0));
            var many = new ArrayList<>(List.of(queued));
            while (many.size() < 64) many.add(jobs.submit("count", Jobs.count(1, many.size(), 0)));
            for (int connections : List.of(2, 64)) report.add(frame(mayfly, floors, connections, running, many).run(connections == 2 ? 3 : 1, ROUNDS));
        }
        return report;
    }

    private static Frame frame(ServerUnderTest mayfly, ServerUnderTest floors, int connections, String running, List<String> queued) {
        String key = "?key=mayfly:job:" + running;
        return new Frame(connections + " connections")
                .floor(HELLO, get(floors, "/hello", "", connections))
                .floor(JSON, get(floors, "/json" + key, "", connections))
                .variant("Mayfly, JSON of the running job", JSON, get(mayfly, "/jobs/" + running, "Accept: application/json\r\n", connections))
                .floor(PAGE, get(floors, "/page" + key, "", connections))
                .variant("Mayfly, page of the running job", PAGE, get(mayfly, "/jobs/" + running, "Accept: text/html\r\n", connections))
                .variant("Mayfly, page of the queued job", PAGE, get(mayfly, "/jobs/" + queued.get(0), "Accept: text/html\r\n", connections))
                .variant("Mayfly, JSON of queued jobs, each connection another", JSON, each(mayfly, queued.subList(0, connections), "Accept: application/json\r\n"))
                .variant("Mayfly, pages of queued jobs, each connection another", PAGE, each(mayfly, queued.subList(0, connections), "Accept: text/html\r\n"));
    }

    private static ManyLoads each(ServerUnderTest server, List<String> jobs, String headers) {
        return new ManyLoads(server, jobs.stream().map(job -> Wire.request("GET", "/jobs/" + job, headers, "")).toList(), TURN);
    }

    private static Load get(ServerUnderTest server, String path, String headers, int connections) {
        return new Load(server, Wire.request("GET", path, headers, ""), 200, connections, TURN);
    }
}
