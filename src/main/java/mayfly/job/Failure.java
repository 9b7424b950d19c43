package mayfly.job;

import java.util.Objects;

/**
 * What went wrong, for people and for policies.
 *
 * @param kind     the cause
 * @param message  a sentence for a person, with the measure ("2.0 GiB used, 2 GiB allowed"); never empty
 * @param exitCode exit code of the worker, null where it is not known
 * @param signal   number of the signal that ended the worker, null where none did or none is known
 * @param tail     the last lines of stderr, at most 4,000 characters; may be empty
 */
public record Failure(FailureKind kind, String message, Integer exitCode, Integer signal, String tail) {
    public Failure {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(message);
        tail = tail == null ? "" : tail;
    }

    public Failure(FailureKind kind, String message) {
        this(kind, message, null, null, "");
    }
}
