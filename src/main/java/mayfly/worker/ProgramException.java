package mayfly.worker;

import mayfly.job.FailureKind;

/** A program of another language failed, and its exit code says how. */
public class ProgramException extends Exception {
    private static final long serialVersionUID = 1L;
    private final FailureKind kind;
    private final Integer exit;
    private final Integer signal;

    /**
     * @param exit   its exit code; null where it could not be started
     * @param signal that ended it; null where none did
     */
    public ProgramException(FailureKind kind, String message, Integer exit, Integer signal) {
        super(message);
        this.kind = kind;
        this.exit = exit;
        this.signal = signal;
    }

    FailureKind kind() {
        return kind;
    }

    Integer exit() {
        return exit;
    }

    Integer signal() {
        return signal;
    }
}
