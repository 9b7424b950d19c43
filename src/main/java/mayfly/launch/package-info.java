/**
 * Starts, probes and stops workers on this machine, from a runtime of their own. Reports facts; what they mean for the job is decided in queue.
 */
package mayfly.launch;
