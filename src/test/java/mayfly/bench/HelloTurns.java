package mayfly.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The whole life of a hello-world: what no start of a Java process can be faster than. */
final class HelloTurns {
    static final String HELLO = "java, hello world";
    private static final List<String> FLAGS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss512k", "-Xms8m", "-Xmx64m", "-XX:-UsePerfData");

    private HelloTurns() { }

    static Frame add(Frame frame, Path java) {
        return frame.floor(HELLO, sink -> hello(sink, java, List.of())).variant("java, hello world, flags of a worker", HELLO, sink -> hello(sink, java, FLAGS));
    }

    private static void hello(Frame.Sink sink, Path java, List<String> flags) throws Exception {
        var command = new ArrayList<>(List.of(java.toString()));
        command.addAll(flags);
        command.addAll(List.of("-cp", "target/test-classes", Hello.class.getName()));
        double cpu = Proc.childrenCpu(ProcessHandle.current().pid());
        long begin = System.nanoTime();
        Child.run(command);
        double ms = (System.nanoTime() - begin) / 1e6;
        sink.add("running", ms);
        sink.add("results", ms);
        cpu = Proc.childrenCpu(ProcessHandle.current().pid()) - cpu;
        sink.add("cpu", cpu);
        sink.add("workers", cpu);
        command.add("peak");
        sink.add("peak", Double.parseDouble(Child.run(command).said().strip()));
    }
}
