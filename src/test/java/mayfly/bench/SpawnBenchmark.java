package mayfly.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What ProcessBuilder itself costs: /bin/true out of a small JVM, out of one with a large heap in use, out of one with many open files, by each way that the JDK knows. */
final class SpawnBenchmark implements Benchmark {
    private static final int FILES = 5000;
    private static final int SMALL = 32;
    private static final int STARTS = 5;
    private static final String TRUE = "/bin/true";
    private final List<SpawnJvm> jvms = new ArrayList<>();
    private final Report report = new Report("spawn", "`/bin/true` by ProcessBuilder, " + STARTS + " times a turn: until start() returned, and until waitFor saw its end. "
            + "The JDK's own choice is POSIX_SPAWN with its program jspawnhelper. `setsid` in front is how Mayfly starts workers.")
            .column("end ms", "end", Samples::median).column("end p95", "end", s -> s.quantile(0.95)).column("start() ms", "start", Samples::median)
            .column("start() p95", "start", s -> s.quantile(0.95)).ratio("end, x floor", "end", Samples::median).chart("end ms", "start() ms");

    @Override
    public Report run(List<String> arguments) throws Exception {
        for (Map.Entry<String, Path> jdk : Jdks.all().entrySet()) {
            try {
                report.add(frame(jdk.getKey(), jdk.getValue()).run(4, Frame.ROUNDS));
            } finally {
                for (SpawnJvm jvm : jvms) jvm.close();
                jvms.clear();
            }
        }
        return report;
    }

    private Frame frame(String title, Path java) throws Exception {
        int large = large();
        var frame = new Frame(title);
        var small = new SpawnJvm(java, "", SMALL, 0);
        jvms.add(small);
        frame.floor("small heap", turn(small, TRUE));
        frame.variant("small heap, setsid", "small heap", turn(small, "/usr/bin/setsid " + TRUE));
        add(frame, java, large + " MiB in use", large, 0);
        add(frame, java, FILES + " open files", SMALL, FILES);
        for (String mechanism : List.of("VFORK", "FORK")) addMechanism(frame, java, mechanism, large);
        return frame;
    }

    private void addMechanism(Frame frame, Path java, String mechanism, int large) throws Exception {
        try (var probe = new SpawnJvm(java, mechanism, SMALL, 0)) {
            if (probe.start(TRUE).length == 0) {
                report.remark(frame.title() + " does not know " + mechanism + ".");
                return;
            }
        }
        add(frame, java, "small heap, " + mechanism, SMALL, 0, mechanism);
        add(frame, java, large + " MiB in use, " + mechanism, large, 0, mechanism);
        add(frame, java, FILES + " open files, " + mechanism, SMALL, FILES, mechanism);
    }

    private void add(Frame frame, Path java, String name, int heap, int files, String... mechanism) throws IOException {
        var jvm = new SpawnJvm(java, String.join("", mechanism), heap, files);
        jvms.add(jvm);
        frame.variant(name, "small heap", turn(jvm, TRUE));
    }

    private static Frame.Variant turn(SpawnJvm jvm, String command) {
        return sink -> {
            for (int i = 0; i < STARTS; i++) {
                double[] ms = jvm.start(command);
                if (ms.length == 0) throw new IllegalStateException("a JVM has ended; see target/bench/spawn.log");
                sink.add("start", ms[0]);
                sink.add("end", ms[1]);
            }
        };
    }

    /** 4 GB, or what three JVMs side by side can have without harm. */
    private static int large() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/meminfo")).stream().filter(l -> l.startsWith("MemAvailable")).findFirst().orElse("MemAvailable 1000000");
        return (int) Math.min(4096, Long.parseLong(line.replaceAll("\\D", "")) / 1024 / 5);
    }
}
