package mayfly.worker;

import java.util.ArrayList;
import java.util.List;
import mayfly.job.Progress;

/** What goes into the record with every word of the worker: the peak of its memory and its progress. */
final class Measures {
    private Measures() { }

    /** Fields of the record: name, value, ... */
    static List<String> of(Progress p) {
        var out = new ArrayList<>(List.of("peak", Long.toString(OwnProcess.peak())));
        if (p != Progress.NONE) out.addAll(List.of("cur", Long.toString(p.current()), "tot", Long.toString(p.total()), "msg", p.message()));
        return out;
    }
}
