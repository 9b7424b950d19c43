package mayfly.worker;

import mayfly.job.Failure;

/**
 * How an attempt ended.
 *
 * @param outputs JSON array of the outputs as it goes into the record; null when it failed
 * @param failure null when it succeeded
 */
record Outcome(String outputs, Failure failure) {
    static Outcome of(Failure failure) {
        return new Outcome(null, failure);
    }
}
