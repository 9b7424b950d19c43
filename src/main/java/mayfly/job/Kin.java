package mayfly.job;

/**
 * Jobs that an operator has run again, and the jobs that do so. An owner's "run again" is another submission, and no kin.
 *
 * @param before id of the job that this one runs again; null = none
 * @param after  id of the job that runs this one again; null = none
 */
public record Kin(String before, String after) {
    public static final Kin NONE = new Kin(null, null);
}
