package mayfly.api;

import java.util.function.BiFunction;
import mayfly.catalog.Checked;
import mayfly.catalog.ProcessDescription;
import mayfly.queue.JobService;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every answer works with.
 *
 * @param jobs   the door to jobs
 * @param check  the catalog's check of inputs
 * @param upload largest file in bytes
 */
public record Api(JobService jobs, BiFunction<ProcessDescription, ObjectNode, Checked> check, long upload) { }
