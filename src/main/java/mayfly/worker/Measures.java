package mayfly.worker;

import java.util.ArrayList;
import java.util.List;
import mayfly.job.Progress;

/** What goes into the record with every word of the worker: what the attempt has used, how many of its children were ended, and its progress. */
final class Measures {
    private Measures() { }

    /** Fields of the record: name, value, ... */
    static List<String> of(Progress p) {
        var out = new ArrayList<>(List.of("peak", Long.toString(Usage.peak()), "cpu", Long.toString(Usage.cpu())));
        int ended = Children.ended();
        if (ended > 0) out.addAll(List.of("terminated", "0", "killed", Integer.toString(ended), "left", Integer.toString(Children.living().size())));
        if (p != Progress.NONE) out.addAll(List.of("cur", Long.toString(p.current()), "tot", Long.toString(p.total()), "msg", p.message()));
        return out;
    }
}
