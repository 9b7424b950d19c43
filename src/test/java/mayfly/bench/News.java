package mayfly.bench;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;

/** What is published on a channel of Redis, and when it was heard: one ear and one clock for whatever is compared. */
final class News implements AutoCloseable {
    private final Jedis ear;
    private final Map<String, Long> heard = new ConcurrentHashMap<>();

    /** Listens from now on. */
    News(URI redis, String channel) throws InterruptedException {
        ear = new Jedis(redis, DefaultJedisClientConfig.builder().autoNegotiateProtocol(false).socketTimeoutMillis(0).build());
        var listening = new CountDownLatch(1);
        var thread = new Thread(() -> listen(channel, listening), "news");
        thread.setDaemon(true);
        thread.start();
        listening.await();
    }

    private void listen(String channel, CountDownLatch listening) {
        try {
            ear.subscribe(new JedisPubSub() {
                @Override
                public void onSubscribe(String name, int subscribed) {
                    listening.countDown();
                }

                @Override
                public void onMessage(String name, String message) {
                    long now = System.nanoTime();
                    synchronized (heard) {
                        heard.put(message, now);
                        heard.notifyAll();
                    }
                }
            }, channel);
        } catch (RuntimeException e) {
            // Closed from the other side: the run is over.
        }
    }

    /**
     * Waits for one of two messages.
     *
     * @param bad the message after which there is no use in waiting for the other
     * @return when the good one was heard, by {@link System#nanoTime}; empty when patience ended or the bad one came
     */
    OptionalLong await(String good, String bad, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        synchronized (heard) {
            while (!heard.containsKey(good)) {
                long left = until - System.nanoTime();
                if (left <= 0 || heard.containsKey(bad)) return OptionalLong.empty();
                heard.wait(Math.max(1, left / 1_000_000));
            }
            return OptionalLong.of(heard.get(good));
        }
    }

    @Override
    public void close() {
        ear.close();
    }
}
