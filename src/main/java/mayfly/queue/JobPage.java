package mayfly.queue;

import java.util.List;
import mayfly.job.JobRecord;

/** One page of a list of jobs, and how many there are in all. */
public record JobPage(List<JobRecord> jobs, long total) { }
