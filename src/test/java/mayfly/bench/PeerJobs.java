package mayfly.bench;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.RedisClient;

/** Jobs of peers, seen from outside as {@link Jobs} sees Mayfly's: a hash for each in database 1 of the same Redis, states heard on a channel. */
final class PeerJobs implements AutoCloseable {
    private final News news;
    private final RedisClient redis;

    PeerJobs(URI redis) throws InterruptedException {
        this.news = new News(redis, "bench:news");
        this.redis = RedisClient.create(database(redis));
    }

    /** Address of the peers' database, without a user's name: not every library takes one. */
    static String database(URI redis) {
        return "redis://" + redis.getUserInfo().replaceFirst("^[^:]*", "") + "@127.0.0.1:" + redis.getPort() + "/1";
    }

    /** @param pause in s, while it runs */
    void create(String id, double pause) {
        RedisJob.create(redis, id, String.valueOf(pause));
    }

    /** @return when it was heard, by {@link System#nanoTime} */
    long await(String id, String state, Duration patience) throws InterruptedException {
        return news.await(id + " " + state, id + " FAILED", patience).orElseThrow(() -> new IllegalStateException("job " + id + " is not " + state + ": " + redis.hgetAll("bench:job:" + id)));
    }

    /** When the last of them had its result, by {@link System#nanoTime}. */
    long awaitAll(List<String> ids, Duration patience) throws InterruptedException {
        long last = Long.MIN_VALUE;
        for (String id : ids) last = Math.max(last, await(id, "SUCCESSFUL", patience));
        return last;
    }

    /** Reads the result. A peer that did other work than the job is not to be compared. */
    void check(String id) {
        String result = redis.hget("bench:job:" + id, "result");
        if (result == null || !result.replace(" ", "").equals("[1,2,3,4,5,6,7,8,9,10]")) throw new IllegalStateException("job " + id + " has the result " + result);
    }

    @Override
    public void close() {
        news.close();
        redis.close();
    }
}
