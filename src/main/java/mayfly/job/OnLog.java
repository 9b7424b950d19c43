package mayfly.job;

/** What happens to an attempt whose log grows beyond its limit. */
public enum OnLog {
    /** It fails. */
    HALT,
    /** It goes on; the head of the log is kept, the rest is cut, and the log says so. */
    TRUNCATE
}
