/**
 * Everything Redis: the names of keys, the scripts, the mapping of a record to a hash. The only room that imports Jedis. Two ways in:
 * {@link mayfly.store.JobStore} and its neighbours, over Jedis, for the web application; {@link mayfly.store.WorkerLink}, over a small
 * connection without any library, for the worker, whose start has to be fast.
 */
package mayfly.store;
