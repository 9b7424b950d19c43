package mayfly.crash;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/** Hears the news of all nodes, apart from them; goes on listening after each break. What is published while it is cut off it does not hear. */
final class Ear implements Runnable, AutoCloseable {
    private final RedisServer redis;
    private final List<String> heard = new ArrayList<>();
    private final Thread thread = new Thread(this, "ear");
    private volatile Jedis connection;
    private volatile boolean over;

    Ear(RedisServer redis) {
        this.redis = redis;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        while (!over) {
            try (Jedis own = new Jedis(redis.uri(), DefaultJedisClientConfig.builder().autoNegotiateProtocol(false).socketTimeoutMillis(0).build())) {
                connection = own;
                own.subscribe(new JedisPubSub() {
                    @Override
                    public void onMessage(String channel, String message) {
                        synchronized (heard) {
                            heard.add(message);
                        }
                    }
                }, "mayfly:news");
            } catch (JedisException e) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** "job-id STATE", in the order of their coming. */
    List<String> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    @Override
    public void close() {
        over = true;
        if (connection != null) connection.close();
    }
}
