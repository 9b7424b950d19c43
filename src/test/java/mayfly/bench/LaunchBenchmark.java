package mayfly.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** From the POST of a job without work to its worker running, and to its results, against the whole life of a hello-world on the same JDK. */
final class LaunchBenchmark implements Benchmark {
    private static final int ROUNDS = 20;
    private static final String HELLO = "java, hello world";
    private static final Path CLASSES = Path.of("target/test-classes");

    @Override
    public Report run(List<String> arguments) throws Exception {
        var report = new Report("launch", "`count` 1 to 10 without a pause, an idle server. Times begin before the POST is sent and end when the state is announced, or the results have been read; for "
                + "hello world both end with its process. CPU and peak memory are those of the worker's process alone.")
                .column("RUNNING ms", "running", Samples::median).column("RUNNING p95", "running", s -> s.quantile(0.95)).ratio("RUNNING, x floor", "running", Samples::median)
                .column("results ms", "results", Samples::median).column("results p95", "results", s -> s.quantile(0.95)).ratio("results, x floor", "results", Samples::median)
                .column("answer ms", "answer", Samples::median).column("CPU ms", "cpu", Samples::mean).column("peak MiB", "peak", Samples::median);
        for (Map.Entry<String, Path> jdk : Jdks.all().entrySet()) {
            try (var mayfly = ServerUnderTest.mayfly("launch", jdk.getValue(), Map.of()); var jobs = new Jobs(mayfly)) {
                report.add(frame(jdk.getKey(), jdk.getValue(), mayfly, jobs).run(4, ROUNDS));
            }
        }
        return report;
    }

    private static Frame frame(String title, Path java, ServerUnderTest mayfly, Jobs jobs) {
        return new Frame(title)
                .floor(HELLO, sink -> hello(sink, List.of(java.toString(), "-cp", CLASSES.toString(), Hello.class.getName())))
                .variant("java with the worker's flags, hello world", HELLO, sink -> hello(sink, List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss512k", "-Xms8m", "-Xmx64m",
                        "-XX:-UsePerfData", "-cp", CLASSES.toString(), Hello.class.getName())))
                .variant("Mayfly", HELLO, sink -> job(sink, mayfly, jobs));
    }

    private static void hello(Frame.Sink sink, List<String> command) throws Exception {
        double cpu = Proc.childrenCpu(ProcessHandle.current().pid());
        long begin = System.nanoTime();
        Child.run(command);
        double ms = (System.nanoTime() - begin) / 1e6;
        sink.add("running", ms);
        sink.add("results", ms);
        sink.add("cpu", Proc.childrenCpu(ProcessHandle.current().pid()) - cpu);
        var withPeak = new java.util.ArrayList<>(command);
        withPeak.add("peak");
        sink.add("peak", Double.parseDouble(Child.run(withPeak).said().strip()));
    }

    private static void job(Frame.Sink sink, ServerUnderTest mayfly, Jobs jobs) throws Exception {
        double cpu = Proc.childrenCpu(mayfly.pid());
        long begin = System.nanoTime();
        String id = jobs.submit("count", Jobs.count(1, 10, 0));
        sink.add("answer", (System.nanoTime() - begin) / 1e6);
        sink.add("running", (jobs.await(id, "RUNNING", Duration.ofSeconds(30)) - begin) / 1e6);
        jobs.await(id, "SUCCESSFUL", Duration.ofSeconds(30));
        jobs.results(id);
        sink.add("results", (System.nanoTime() - begin) / 1e6);
        jobs.awaitGone(id);
        TimeUnit.MILLISECONDS.sleep(50);
        sink.add("cpu", Proc.childrenCpu(mayfly.pid()) - cpu);
        sink.add("peak", jobs.number(id, "peak") / 1024.0 / 1024.0);
    }
}
