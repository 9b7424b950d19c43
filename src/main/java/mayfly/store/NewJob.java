package mayfly.store;

import java.time.Duration;
import mayfly.job.Limits;
import mayfly.job.Owner;
import mayfly.job.RetryPolicy;

/**
 * A job about to be created.
 *
 * @param retry when another attempt follows a failed one
 * @param token one-time token; '' = none
 * @param keep  how long it is kept once it has ended
 */
public record NewJob(String id, String process, String version, String label, Owner owner, String inputs, Limits limits, Duration keep, RetryPolicy retry, String token) { }
