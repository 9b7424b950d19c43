package mayfly.store;

import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import redis.clients.jedis.JedisPubSub;

/**
 * Hears of every change of state on any node, as it happens. News can be missed while Redis is away: whoever listens also looks for itself now and
 * then. One thread and one connection, kept for the life of the application.
 */
public final class News implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(News.class.getName());
    private final Redis redis;
    private final Consumer<String> listener;
    private final JedisPubSub subscription;
    private final Thread thread;
    private volatile boolean closed;

    /** @param listener gets "job-id STATE"; called on this thread, so it must be quick */
    public News(Redis redis, Consumer<String> listener) {
        this.redis = redis;
        this.listener = listener;
        this.subscription = new JedisPubSub() {
            @Override
            public void onMessage(String channel, String message) {
                listener.accept(message);
            }
        };
        thread = new Thread(this::listen, "mayfly-news");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        while (!closed) {
            try {
                redis.listen(subscription, Keys.NEWS);
            } catch (StoreDown e) {
                // A quiet channel times out like a dead one; both are mended by listening again.
                LOG.log(Level.FINE, "news interrupted", e);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "news that cannot be read, from a node of another version perhaps", e);
            }
            listener.accept("");
            pause();
        }
    }

    private void pause() {
        try {
            if (!closed) Thread.sleep(200);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        if (subscription.isSubscribed()) subscription.unsubscribe();
        thread.interrupt();
    }
}
