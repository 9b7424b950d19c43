package mayfly.api;

import java.util.List;
import mayfly.catalog.Fault;
import mayfly.queue.ProblemType;

/** A request that is answered with a problem document. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ProblemType type;
    private final transient List<Fault> faults;

    /** @param detail what is special about this occurrence: names the field, its value and what would be accepted */
    Problem(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    /** @param faults of inputs; may be empty */
    Problem(ProblemType type, String detail, List<Fault> faults) {
        super(detail);
        this.type = type;
        this.faults = faults;
    }

    ProblemType type() {
        return type;
    }

    List<Fault> faults() {
        return faults;
    }
}
