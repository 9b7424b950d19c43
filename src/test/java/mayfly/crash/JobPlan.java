package mayfly.crash;

import mayfly.job.FailureKind;

/**
 * One job that a client is going to send, and what comes of it where nothing breaks.
 *
 * @param key     idempotency key: the same for every try
 * @param inputs  JSON object
 * @param output  id of its one output, and
 * @param value   the output's value as JSON; both null when it fails
 * @param failure with which it fails; null when it succeeds
 * @param pause    before it is sent, in ms
 * @param dismiss ms after the acknowledgement at which it is cancelled; -1 = never
 * @param remove  whether its client deletes it once it has ended
 * @param twice   whether it is sent to two nodes at once
 */
record JobPlan(String key, Kind kind, String inputs, String output, String value, FailureKind failure, int pause, int dismiss, boolean remove, boolean twice) {

    /** What jobs do. */
    enum Kind {
        SHORT("crash-count"), LONG("crash-count"), BRIEF("crash-brief"), FAILING("crash-fail"), AGAIN("crash-again"), FORKING("crash-fork"), SAVING("crash-save");

        final String process;

        Kind(String process) {
            this.process = process;
        }
    }
}
