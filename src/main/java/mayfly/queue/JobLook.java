package mayfly.queue;

import java.util.List;
import mayfly.job.JobEvent;
import mayfly.job.JobRecord;

/**
 * All that a page about a job which is under way shows, asked for at once.
 *
 * @param story   what has happened so far, oldest first, at most the last 100 entries
 * @param usual   how long runs of its process take, up to a second old
 * @param place   where it stands, up to a second old; null unless it is queued
 * @param watched whether a node lives on the host of its worker, so that what is said of the worker's process was seen, and not only told by itself
 */
public record JobLook(JobRecord job, List<JobEvent> story, RunTimes usual, Place place, boolean watched) { }
