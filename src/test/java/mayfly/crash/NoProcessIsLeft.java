package mayfly.crash;

import java.util.List;

/** Nothing runs for a job that has ended. */
final class NoProcessIsLeft implements Promise {
    @Override
    public String words() {
        return "no process of any job is left";
    }

    @Override
    public List<String> breaches(Evidence e) {
        return e.processes().stream().map(p -> p.attempt() + ": process " + p.pid() + " (" + p.state() + ") is left: " + p.command()).toList();
    }
}
