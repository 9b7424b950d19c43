package mayfly.job;

import java.nio.file.Path;

/**
 * Where the files of one attempt lie: {@code <home>/jobs/<job>/<attempt>/}. Only names; nothing is touched.
 *
 * @param home    of the deployment
 * @param job     a valid id
 * @param attempt from 1
 */
public record RunFolder(Path home, String job, int attempt) {
    /** Everything of one job: its attempts, and its original inputs, which outlive each attempt. */
    public static Path ofJob(Path home, String job) {
        if (!JobId.isValid(job)) throw new IllegalArgumentException("not a job id: " + job);
        return home.resolve("jobs").resolve(job);
    }

    /** The files as they were submitted. */
    public static Path originals(Path home, String job) {
        return ofJob(home, job).resolve("inputs");
    }

    /** What the job's record was created from, so that it can be restored: written whole or not at all. */
    public static Path record(Path home, String job) {
        return ofJob(home, job).resolve("record.json");
    }

    /** The last word of a node that ended the job: FAILED or DISMISSED. A worker's own is in {@link #result}. */
    public static Path ended(Path home, String job) {
        return ofJob(home, job).resolve("ended.json");
    }

    public Path path() {
        return ofJob(home, job).resolve(Integer.toString(attempt));
    }

    /** The attempt's own links to the original inputs. */
    public Path inputs() {
        return path().resolve("inputs");
    }

    /** Values of the inputs as one JSON object. */
    public Path values() {
        return path().resolve("inputs.json");
    }

    /** What the worker is to do: written by the launcher, read by the worker. */
    public Path order() {
        return path().resolve("order.properties");
    }

    public Path outputs() {
        return path().resolve("outputs");
    }

    /** Files needed only while the attempt runs. */
    public Path scratch() {
        return path().resolve("scratch");
    }

    /** Where a program works that is shut off from the rest of this folder by a sandbox. */
    public Path work() {
        return path().resolve("work");
    }

    public Path stdout() {
        return path().resolve("stdout.log");
    }

    public Path stderr() {
        return path().resolve("stderr.log");
    }

    /** The outcome, written whole or not at all. */
    public Path result() {
        return path().resolve("result.json");
    }

    /** What the computation last saved of its state, written whole or not at all; deleted when it has succeeded. */
    public Path checkpoint() {
        return path().resolve("checkpoint");
    }

    /** The last checkpoint of the attempts before, for this attempt to go on from: a link laid by the launcher. */
    public Path resume() {
        return path().resolve("resume");
    }

    /** Left by a worker whose computation called for the end of the process before it returned. */
    public Path quit() {
        return path().resolve("quit");
    }
}
