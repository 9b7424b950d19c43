package mayfly.job;

import java.time.Instant;

/**
 * One entry of a job's history.
 *
 * @param id      number of the entry: 1, 2, 3 and so on
 * @param at      when, by the store's clock
 * @param state   the state entered
 * @param attempt the attempt it speaks of; 0 before the first
 * @param text    a few words for people; may be empty
 */
public record JobEvent(String id, Instant at, JobState state, int attempt, String text) { }
