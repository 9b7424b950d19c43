package mayfly.launch;

import java.nio.file.Path;
import java.time.Duration;
import mayfly.catalog.ProcessDescription;
import mayfly.job.JobRecord;
import mayfly.job.RunFolder;

/**
 * One attempt to be started.
 *
 * @param job         its record, in LAUNCHING
 * @param folder      of the attempt
 * @param process     its description
 * @param connection  file that tells the store's address
 * @param lease       how long a worker's sign of life counts
 */
public record Launch(JobRecord job, RunFolder folder, ProcessDescription process, Path connection, Duration lease) {
    Shape shape() {
        return Shape.of(process, job.limits());
    }
}
