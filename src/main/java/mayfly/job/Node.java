package mayfly.job;

import java.time.Instant;

/**
 * One web application of those that share a store. It says that it lives about once a second; one that has not done so for a lease is taken to be gone.
 *
 * @param id      drawn anew at each start
 * @param host    name of its machine; jobs that it starts run there
 * @param machine what tells that machine, as far as its processes can be seen, from any other: two with one name could not look after each other's workers
 * @param home    id of its home folder; all nodes of one store share one
 * @param pid     its process
 * @param begun   start of that process, as the operating system tells it
 * @param since   its first word
 * @param heard   its last word
 */
public record Node(String id, String host, String machine, String home, long pid, Instant begun, Instant since, Instant heard) { }
