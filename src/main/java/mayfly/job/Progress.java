package mayfly.job;

import java.util.OptionalDouble;

/**
 * How far a computation says it is.
 *
 * @param current units done, at least 0
 * @param total   units in all; 0 when not known
 * @param message what it is doing, in words; may be empty
 */
public record Progress(long current, long total, String message) {
    public static final Progress NONE = new Progress(0, 0, "");

    public Progress {
        current = Math.max(0, current);
        total = Math.max(0, total);
        message = message == null ? "" : message;
    }

    /** Share done, from 0 to 1; empty when the total is not known. */
    public OptionalDouble share() {
        return total == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, (double) current / total));
    }

    /** Whole percent done, 0 to 100, rounded down so that 100 means done; -1 when the total is not known. */
    public int percent() {
        return total == 0 ? -1 : (int) (Math.min(current, total) * 100.0 / total);
    }
}
