package mayfly.job;

import java.time.Instant;
import java.util.List;

/**
 * The attempts of a job beside the current one.
 *
 * @param policy  when another attempt follows
 * @param crashes attempts that ended without a word of their worker's
 * @param next    when the next attempt may begin, by the store's clock; null unless RETRYING
 * @param past    attempts before the current or last one, oldest first
 */
public record Retries(RetryPolicy policy, int crashes, Instant next, List<Attempt> past) {
    public static final Retries NONE = new Retries(RetryPolicy.DEFAULT, 0, null, List.of());
}
