/**
 * The crash suite: a driver outside the processes under test sends jobs to two web nodes on one Redis while processes are killed, frozen and cut off, at random and at every
 * {@link mayfly.job.Failpoint}; afterwards each promise is checked against the clients' log, the records, the files and the process table. {@code scripts/crash} runs it at length,
 * {@code CrashIT} in short.
 */
package mayfly.crash;
