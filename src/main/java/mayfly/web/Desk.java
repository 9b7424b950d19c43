package mayfly.web;

import java.time.InstantSource;
import java.util.function.BiFunction;
import mayfly.catalog.Checked;
import mayfly.catalog.ProcessDescription;
import mayfly.queue.JobService;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every page works with.
 *
 * @param jobs  the door to jobs
 * @param check the catalog's check of inputs
 * @param site  what is said about this deployment
 * @param seal  seals what goes out and comes back
 * @param clock the time
 * @param pages draws templates
 */
public record Desk(JobService jobs, BiFunction<ProcessDescription, ObjectNode, Checked> check, Site site, Seal seal, InstantSource clock, Pages pages) { }
