package mayfly.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import mayfly.job.JobRecord;
import mayfly.job.RunFolder;

/**
 * One attempt to be started.
 *
 * @param job         its record, in LAUNCHING
 * @param folder      of the attempt
 * @param computation class to run
 * @param flags       further JVM flags of the process
 * @param connection  file that tells the store's address
 * @param lease       how long a worker's sign of life counts
 */
public record Launch(JobRecord job, RunFolder folder, String computation, List<String> flags, Path connection, Duration lease) {
    Shape shape() {
        return new Shape(job.limits().memory(), flags);
    }
}
