package mayfly.catalog;

/** How a program may have a process carried out, by the words of OGC API - Processes 1.0, table 9. */
public enum Mode {
    /** The request waits for the results. */
    SYNC("sync-execute"),
    /** The request is answered with a job. */
    ASYNC("async-execute");

    private final String option;

    Mode(String option) {
        this.option = option;
    }

    /** Its word among {@code jobControlOptions}. */
    public String option() {
        return option;
    }
}
