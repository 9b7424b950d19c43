package mayfly.store;

import java.time.Duration;
import java.util.List;

/**
 * Who takes jobs, and how many.
 *
 * @param all   jobs that run at once
 * @param owner jobs of one owner that run at once
 * @param lease how long a job that is taken is left alone without a sign of life
 * @param host  name of the machine that takes it
 * @param node  id of the node that takes it
 */
public record Slots(int all, int owner, Duration lease, String host, String node) {
    /** For a node that nobody knows. */
    public Slots(int all, int owner, Duration lease, String host) {
        this(all, owner, lease, host, "");
    }

    List<String> args() {
        return List.of(Integer.toString(all), Integer.toString(owner), Long.toString(lease.toMillis()), host, node);
    }
}
