package mayfly.job;

import java.time.Instant;

/**
 * One attempt of a job, as history has it.
 *
 * @param number   from 1
 * @param launched taken by a dispatcher
 * @param started  claimed by its worker; null when it never was
 * @param ended    left its slot; null while it has not
 * @param host     where it ran
 * @param pid      of its worker; 0 where not known
 * @param failure  why it failed, without the tail of its log, which its folder keeps; null when it did not fail
 * @param peak     highest resident memory in bytes; 0 where not known
 * @param cpu      processor time in ms; 0 where not known
 * @param ending   proof of an ending by force; null where none was needed
 */
public record Attempt(int number, Instant launched, Instant started, Instant ended, String host, long pid, Failure failure, long peak, long cpu, Ending ending) { }
