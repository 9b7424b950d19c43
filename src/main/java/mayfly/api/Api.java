package mayfly.api;

import java.time.Duration;
import java.util.function.BiFunction;
import mayfly.catalog.Checked;
import mayfly.catalog.ProcessDescription;
import mayfly.queue.JobService;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every answer works with.
 *
 * @param jobs     the door to jobs
 * @param check    the catalog's check of inputs
 * @param upload   largest file in bytes
 * @param patience the longest that a request waits for the end of its job
 */
public record Api(JobService jobs, BiFunction<ProcessDescription, ObjectNode, Checked> check, long upload, Duration patience) { }
