/**
 * The HTML face: pages, forms, downloads. Each page is a handler that prepares a small record and hands it to a template of
 * WEB-INF/templates; templates hold no logic beyond if and each. Knows jobs through {@link mayfly.queue.JobService} alone; imports queue,
 * catalog and job, never store, worker, launch or the JSON face. Refusals and faults travel as exceptions and are answered in one
 * place, {@link mayfly.web.ErrorPages}.
 */
package mayfly.web;
