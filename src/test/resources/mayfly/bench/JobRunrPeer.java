package mayfly.bench;

import java.time.Duration;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.InMemoryStorageProvider;

/** JobRunr with its store in memory and the shortest poll interval that it takes. Compiled by {@code scripts/bench}, which fetches its jars. */
public final class JobRunrPeer {
    private JobRunrPeer() { }

    public static void main(String[] args) throws Exception {
        var server = BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration().andPollInterval(Duration.ofSeconds(5))
                .andWorkerCount(Integer.parseInt(System.getenv("BENCH_SLOTS")));
        JobScheduler scheduler = JobRunr.configure().useStorageProvider(new InMemoryStorageProvider()).useBackgroundJobServer(server).initialize().getJobScheduler();
        RedisJob.serve(name -> scheduler.enqueue(() -> RedisJob.run(name)));
        System.exit(0);
    }
}
