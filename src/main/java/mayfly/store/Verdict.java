package mayfly.store;

/** What the law said to a wish to change a state. */
public enum Verdict {
    /** Done. */
    OK,
    /** It was in that state already. */
    SAME,
    /** There is no such job. */
    GONE,
    /** The wish came from an attempt that is not the current one. */
    STALE,
    /** The law does not allow it from the state that the job is in. */
    NO
}
