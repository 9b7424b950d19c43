package mayfly.crash.task;

import java.util.List;
import mayfly.worker.Computation;
import mayfly.worker.Job;

/** Leaves processes behind that have made themselves independent: a session of their own, no parent, deaf to TERM. */
public final class Forking implements Computation<Forking.In, Forking.Out> {
    private static final List<String> WAYS = List.of("sleep 3000 &", "setsid sleep 3000 &", "setsid sh -c 'trap \"\" TERM; sleep 3000; sleep 3000' &", "(setsid sh -c 'sleep 3000 & sleep 3000' &) &");

    public record In(int children, double pause) { }

    public record Out(int children) { }

    @Override
    public Out run(In in, Job job) throws Exception {
        for (int i = 0; i < in.children(); i++) {
            var shell = new ProcessBuilder("/bin/sh", "-c", "{ " + WAYS.get(i % WAYS.size()) + " } </dev/null >/dev/null 2>&1");
            if (shell.start().waitFor() != 0) throw new IllegalStateException("no child");
        }
        Thread.sleep(Math.round(in.pause() * 1000));
        return new Out(in.children());
    }
}
