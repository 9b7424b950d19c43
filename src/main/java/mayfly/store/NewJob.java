package mayfly.store;

import java.time.Duration;
import mayfly.job.Asked;
import mayfly.job.Limits;
import mayfly.job.Owner;
import mayfly.job.RetryPolicy;

/**
 * A job about to be created.
 *
 * @param retry when another attempt follows a failed one
 * @param token one-time token; '' = none
 * @param keep  how long it is kept once it has ended
 * @param before id of the job that it runs again; null = none
 * @param asked how its submitter wants to be answered
 * @param mark  of the description; may be empty
 */
public record NewJob(String id, String process, String version, String label, Owner owner, String inputs, Limits limits, Duration keep, RetryPolicy retry, String token,
                     String before, Asked asked, String mark) {
    /** One by a form that runs no other again. */
    public NewJob(String id, String process, String version, String label, Owner owner, String inputs, Limits limits, Duration keep, RetryPolicy retry, String token) {
        this(id, process, version, label, owner, inputs, limits, keep, retry, token, null, Asked.NOTHING, "");
    }
}
