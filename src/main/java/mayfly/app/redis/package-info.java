/**
 * A real redis-server of Mayfly's own, for deployments that name none: taken out of a jar, started, watched, repaired and ended
 * by {@link mayfly.app.redis.EmbeddedRedis}. Speaks to Redis only to ask whether it is there; jobs are the store's.
 */
package mayfly.app.redis;
