package mayfly.job;

/** Why a job failed. The retry policy, the error page and statistics go by this kind; the message is for people. */
public enum FailureKind {
    /** The computation found its inputs unusable. The same inputs would fail again. */
    INPUT("The inputs cannot be used"),
    /** The computation failed: an exception, an exit code, an ending of its own. */
    COMPUTATION("The computation failed"),
    /** It ran past its hard time limit, or past its soft one without coming to an end. */
    TIMEOUT("It ran out of time"),
    /** It wanted more memory than it was allowed. */
    MEMORY("It ran out of memory"),
    /** Its worker is gone and left no word: killed from outside, or its machine is gone. */
    LOST("Its worker was lost"),
    /** Its worker could not be started. */
    LAUNCH("Its worker could not be started"),
    /** A job that this one waited for failed. */
    DEPENDENCY("A job it waited for failed");

    private final String title;

    FailureKind(String title) {
        this.title = title;
    }

    /** A short sentence for people. */
    public String title() {
        return title;
    }
}
