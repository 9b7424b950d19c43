package mayfly.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mayfly.worker.samples.ProfileMain;

/** {@code table-profile} of generated tables, through the product and alone, beside other programs. {@code 1GB} adds a table of that size. */
final class ProfileBenchmark implements Benchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String ALONE = "the computation alone";
    private static final String BOUNDARY = "a-boundary-that-no-table-holds";

    @Override
    public Report run(List<String> arguments) throws Exception {
        var report = new Report("profile", "`table-profile` of a generated CSV of seven columns (1 MB = 1,000,000 bytes). Through the product: from the first byte sent until the job is SUCCESSFUL, "
                + "upload included; memory and CPU are those of its worker. Alone, and for the other programs: the life of the process.")
                .column("s", "s", Samples::median).column("MB/s", "rate", Samples::median).column("peak MiB", "peak", Samples::max).column("CPU s", "cpu", Samples::median)
                .column("computing s", "computing", Samples::median).column("upload s", "upload", Samples::median).ratio("time, x alone", "s", Samples::median);
        Peers peers = Peers.find();
        var sizes = new ArrayList<>(List.of(10, 100));
        if (arguments.contains("1GB")) sizes.add(1000);
        try (var mayfly = ServerUnderTest.mayfly("profile", ServerUnderTest.JAVA, Map.of()); var jobs = new Jobs(mayfly)) {
            List<String> java = workersJava(mayfly, jobs);
            for (int size : sizes) report.add(frame(size, mayfly, jobs, java, peers).run(size < 1000 ? 1 : 0, size < 100 ? 5 : size < 1000 ? 3 : 1));
        }
        if (!peers.missing().isEmpty()) report.remark(peers.missing() + ".");
        return report;
    }

    /** How the launcher starts this computation: read off a worker, so that the lone one gets the same flags. */
    private static List<String> workersJava(ServerUnderTest mayfly, Jobs jobs) throws Exception {
        String id = upload(mayfly, jobs, GeneratedTable.of(10));
        jobs.await(id, "RUNNING", PATIENCE);
        List<String> command = Proc.command(jobs.number(id, "pid"));
        jobs.await(id, "SUCCESSFUL", PATIENCE);
        int java = 0;
        while (!command.get(java).endsWith("java")) java++;
        return command.subList(java, command.indexOf("-cp")).stream().filter(a -> !a.startsWith("-XX:ErrorFile")).toList();
    }

    private static Frame frame(int megabytes, ServerUnderTest mayfly, Jobs jobs, List<String> java, Peers peers) throws IOException {
        Path table = GeneratedTable.of(megabytes);
        var frame = new Frame(megabytes < 1000 ? megabytes + " MB" : megabytes / 1000 + " GB")
                .floor(ALONE, sink -> alone(sink, java, table))
                .variant("Mayfly, upload to results", ALONE, sink -> product(sink, mayfly, jobs, table));
        peers.upTo(megabytes).forEach((name, command) -> frame.variant(name, ALONE, sink -> child(sink, with(command, table.toString()), table)));
        return frame;
    }

    private static void alone(Frame.Sink sink, List<String> java, Path table) throws Exception {
        Path out = Files.createDirectories(Path.of("target/bench/profile-out"));
        Child child = child(sink, with(java, "-cp", System.getProperty("java.class.path"), ProfileMain.class.getName(), table.toString(), out.toString()), table);
        sink.add("computing", Double.parseDouble(child.said().replaceAll("(?s).*, ([0-9.]+) s\\s*", "$1")));
    }

    private static List<String> with(List<String> command, String... more) {
        var out = new ArrayList<>(command);
        out.addAll(List.of(more));
        return out;
    }

    private static Child child(Frame.Sink sink, List<String> command, Path table) throws Exception {
        Child child = Child.run(command);
        sink.add("s", child.seconds());
        sink.add("rate", Files.size(table) / 1e6 / child.seconds());
        sink.add("peak", child.peak());
        sink.add("cpu", child.cpu());
        return child;
    }

    private static void product(Frame.Sink sink, ServerUnderTest mayfly, Jobs jobs, Path table) throws Exception {
        double cpu = Proc.childrenCpu(mayfly.pid());
        long begin = System.nanoTime();
        String id = upload(mayfly, jobs, table);
        sink.add("upload", (System.nanoTime() - begin) / 1e9);
        double seconds = (jobs.await(id, "SUCCESSFUL", PATIENCE) - begin) / 1e9;
        sink.add("s", seconds);
        sink.add("rate", Files.size(table) / 1e6 / seconds);
        sink.add("computing", (jobs.number(id, "finished") - jobs.number(id, "started")) / 1e3);
        sink.add("peak", jobs.number(id, "peak") / 1024.0 / 1024.0);
        jobs.awaitGone(id);
        TimeUnit.MILLISECONDS.sleep(50);
        sink.add("cpu", (Proc.childrenCpu(mayfly.pid()) - cpu) / 1000);
    }

    /** Sends the form as a browser does. @return the job's id */
    private static String upload(ServerUnderTest mayfly, Jobs jobs, Path table) throws Exception {
        String part = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"";
        String head = part + "header\"\r\n\r\ntrue\r\n" + part + "table\"; filename=\"table.csv\"\r\nContent-Type: text/csv\r\n\r\n";
        var body = BodyPublishers.concat(BodyPublishers.ofString(head), BodyPublishers.ofFile(table), BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
        var answer = jobs.send(HttpRequest.newBuilder(URI.create(mayfly.url("/processes/table-profile/execution"))).header("Accept", "text/html")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY).POST(body).build());
        if (answer.statusCode() != 303) throw new IllegalStateException("303 was expected; found " + answer.statusCode() + " " + answer.body());
        return answer.headers().firstValue("Location").orElseThrow().replaceAll(".*/", "");
    }
}
