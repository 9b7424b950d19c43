package mayfly.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import mayfly.worker.Computation;
import mayfly.worker.InputException;
import mayfly.worker.Job;
import mayfly.worker.NeverAgainException;
import mayfly.worker.OutputFile;
import mayfly.worker.TryAgainException;

/** A computation that does what it is told, the bad things above all. */
public final class Trouble implements Computation<Trouble.In, Trouble.Out> {
    public static final List<String> TRICKS = List.of("plain", "session", "orphan", "environment", "changed", "stopped", "everything", "hopping");

    public record In(String what, long number) { }

    public record Out(String said, OutputFile file) { }

    @Override
    public Out run(In in, Job job) throws Exception {
        switch (in.what()) {
            case "succeed" -> System.out.println("all is well");
            case "file" -> {
                OutputFile file = job.output("hello.txt", "text/plain");
                Files.writeString(file.path(), "hello");
                return new Out("wrote", file);
            }
            case "throw" -> throw new IllegalStateException("the planets are not aligned");
            case "input" -> throw new InputException("There is no column “x”.");
            case "again-before" -> {
                System.out.println("this is attempt " + job.attempt());
                if (job.attempt() < in.number()) throw new TryAgainException("The licence server is busy.");
            }
            case "never-again" -> throw new NeverAgainException("The moon is made of cheese.");
            case "exit-before" -> {
                if (job.attempt() < in.number()) System.exit(20);
            }
            case "save-and-die" -> {
                // Each attempt leaves one more than it found, as long as there are fewer than it was told.
                long saved = job.resume(In.class).orElse(new In("", 0)).number();
                if (saved == in.number()) return new Out("saved " + saved + " times, attempt " + job.attempt(), null);
                job.checkpoint(new In("saved", saved + 1));
                new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start().waitFor();
            }
            case "exit" -> System.exit((int) in.number());
            case "oom" -> fillHeap();
            case "oom-elsewhere" -> {
                new Thread(Trouble::fillHeap).start();
                forever();
            }
            case "deadlock" -> deadlock();
            case "patient" -> {
                while (!job.stopping()) LockSupport.parkNanos(5_000_000);
                return new Out("saved", null);
            }
            case "sleep" -> Thread.sleep(in.number());
            case "gate" -> {
                // until the test says so, however slow the machine is
                while (!Files.exists(job.scratch().resolve("go"))) LockSupport.parkNanos(5_000_000);
            }
            case "stubborn" -> forever();
            case "fork" -> new ProcessBuilder("setsid", "sleep", "1000").start();
            case "fork-and-wait" -> {
                new ProcessBuilder("sh", "-c", "trap '' TERM; while :; do sleep 1; done").start();
                new ProcessBuilder("setsid", "sh", "-c", "(trap '' TERM; while :; do sleep 1; done) & exit 0").start();
                new ProcessBuilder("sleep", "1000").start();
                job.progress(1, 2, "children are up");
                Thread.sleep(600_000);
            }
            case "log" -> {
                String line = "x".repeat(1000);
                for (long i = 0; i < in.number(); i++) System.out.println(line);
            }
            case "progress" -> {
                for (long i = 1; i <= in.number(); i++) job.progress(i, in.number(), "step " + i);
            }
            case "look" -> {
                OutputFile seen = job.output("seen.txt", "text/plain");
                Files.write(seen.path(), Surroundings.lines());
                return new Out("looked", seen);
            }
            case "no-file" -> {
                return new Out("nothing", job.output("never-written.txt", "text/plain"));
            }
            case "nasty-return", "nasty-stay" -> {
                // The number tells which trick.
                Nasty.start(TRICKS.get((int) in.number()), Path.of("").toAbsolutePath());
                job.progress(1, 2, "children are up");
                if (in.what().endsWith("stay")) forever();
            }
            case "children" -> {
                for (int i = 0; i < in.number(); i++) hungry();
                job.progress(1, 2, "children are up");
                forever();
            }
            case "eat" -> {
                job.progress(1, 2, "hungry");
                while (!Files.exists(Path.of("eat"))) LockSupport.parkNanos(20_000_000);
                List<byte[]> all = new ArrayList<>();
                for (int i = 0; i < 24; i++) all.add(new byte[1 << 20]);
                forever();
            }
            case "cpu" -> {
                new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt " + in.number() + " ]; do i=$((i + 1)); done").start().waitFor();
            }
            case "log-file" -> {
                String line = "x".repeat(1000);
                for (long i = 0; i < in.number(); i++) System.err.println(line);
                System.out.println("the last line");
            }
            case "output" -> Files.write(job.output("large.bin", "application/octet-stream").path(), new byte[(int) in.number()]);
            case "output-and-wait" -> {
                Files.write(job.output("large.bin", "application/octet-stream").path(), new byte[(int) in.number()]);
                forever();
            }
            default -> throw new InputException("unknown trouble: " + in.what());
        }
        return new Out(in.what(), null);
    }

    /** A child of 100 MiB that stays. */
    private static void hungry() throws IOException {
        new ProcessBuilder("perl", "-e", "my $x = 'x' x (100 << 20); sleep 600").start();
    }

    private static void fillHeap() {
        List<byte[]> all = new ArrayList<>();
        while (true) all.add(new byte[1 << 20]);
    }

    private static void forever() {
        while (true) LockSupport.parkNanos(50_000_000);
    }

    private static void deadlock() throws InterruptedException {
        Object a = new Object();
        Object b = new Object();
        var one = new Thread(() -> take(a, b));
        one.start();
        take(b, a);
    }

    private static void take(Object first, Object second) {
        synchronized (first) {
            LockSupport.parkNanos(200_000_000);
            synchronized (second) {
                System.out.println("both");
            }
        }
    }
}
