package mayfly.api;

import java.util.List;
import mayfly.catalog.Fault;

/** A request that is answered with a problem document. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String type;
    private final String title;
    private final transient List<Fault> faults;

    Problem(int status, String title, String detail) {
        this(status, "about:blank", title, detail, List.of());
    }

    /** @param faults of inputs; may be empty */
    Problem(int status, String type, String title, String detail, List<Fault> faults) {
        super(detail);
        this.status = status;
        this.type = type;
        this.title = title;
        this.faults = faults;
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }

    String title() {
        return title;
    }

    List<Fault> faults() {
        return faults;
    }
}
