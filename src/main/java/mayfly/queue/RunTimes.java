package mayfly.queue;

import java.time.Duration;

/**
 * How long the last successful runs of a process took.
 *
 * @param runs   how many are known, at most 40; the others are meaningless when it is 0
 * @param low    5 % took less
 * @param median half took less
 * @param high   90 % took less
 */
public record RunTimes(int runs, Duration low, Duration median, Duration high) { }
