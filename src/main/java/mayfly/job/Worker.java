package mayfly.job;

import java.time.Instant;

/**
 * Where an attempt runs and when it was last heard of.
 *
 * @param host    the machine's name
 * @param pid     process id on that host; 0 while not started
 * @param begun   start of that process as the operating system tells it: since the machine was booted, or of the calendar where the system
 *                does not tell that; with the pid it names one process, even when the pid is given out again; null where not known
 * @param heard   last sign of life from the worker itself; null before the first
 * @param seen    last time a node looked and found its process alive; null before the first
 * @param peak    highest resident memory so far in bytes, of all processes of the attempt together; 0 where not known
 * @param cpu     processor time so far in ms, of all processes of the attempt together; 0 where not known
 * @param node    id of the {@link Node} that started it; empty where not known
 * @param stopped whether its process was found stopped by a signal when it was last seen
 */
public record Worker(String host, long pid, Instant begun, Instant heard, Instant seen, long peak, long cpu, String node, boolean stopped) {
    public static final Worker NONE = new Worker("", 0, null, null, null, 0, 0, "", false);
}
