/**
 * The JSON face, in the field names of OGC API - Processes 1.0. Knows jobs through {@link mayfly.queue.JobService} alone; imports queue,
 * catalog and job, never store, worker, launch or the HTML face. Refusals and faults travel as exceptions and become problem documents
 * (RFC 9457) in one place, {@link mayfly.api.Problems}.
 */
package mayfly.api;
