/**
 * The law of work: submit, admit, dispatch, supervise, dismiss, clean up. {@link mayfly.queue.JobService} is the one door for the
 * HTML face and the JSON face. Imports launch, store, catalog and job; never worker, never anything of the web.
 */
package mayfly.queue;
