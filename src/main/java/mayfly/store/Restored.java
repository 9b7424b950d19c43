package mayfly.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mayfly.job.JobState;

/**
 * How a job is restored whose record was lost.
 *
 * @param state    QUEUED, RUNNING, RETRYING, or a final one
 * @param attempt  number of the last attempt; 0 = none has begun
 * @param span     for RUNNING of the lease, for RETRYING until the next attempt
 * @param text     words for the history
 * @param finished when it ended; null where it has not
 * @param leftover attempt whose processes are to be looked at for the last time; null = none
 * @param fields   further fields of the record: name, value, ...
 */
public record Restored(JobState state, int attempt, Duration span, String text, Instant finished, AttemptRef leftover, List<String> fields) { }
