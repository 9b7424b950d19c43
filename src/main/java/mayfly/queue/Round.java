package mayfly.queue;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import mayfly.store.StoreDown;

/**
 * A duty that is done in rounds on a thread of its own: at once when woken, and every so often as a net. While the store is away it waits; no fault in one round ends the
 * duty.
 */
final class Round implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Round.class.getName());
    /** How soon a store that was away is tried again, in ms. */
    private static final long AGAIN = 1000;

    /** One round of a duty. */
    interface Duty {
        void round() throws Exception;
    }

    private final Duty duty;
    private final Duration every;
    private final Semaphore wish = new Semaphore(0);
    private final Thread thread;
    private final Absence absence;
    private volatile boolean closed;
    private boolean away;

    /** @param absence where it says that the store is away */
    Round(String name, Duration every, Absence absence, Duty duty) {
        this.absence = absence;
        this.duty = duty;
        this.every = every;
        thread = new Thread(this::loop, "mayfly-" + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Asks for a round now; cheap, from any thread. */
    void wake() {
        wish.release();
    }

    private void loop() {
        while (!closed) {
            try {
                wish.tryAcquire(away ? Math.min(AGAIN, every.toMillis()) : every.toMillis(), TimeUnit.MILLISECONDS);
                wish.drainPermits();
                if (!closed) duty.round();
                absence.served(thread.getName());
                away = false;
            } catch (InterruptedException e) {
                closed = true;
            } catch (StoreDown e) {
                absence.waits(thread.getName(), e.getMessage());
                away = true;
            } catch (Exception | Error e) {
                // An error too: a heap that one request filled must not be the end of every job.
                LOG.log(Level.SEVERE, thread.getName() + ": a round failed; the next follows", e);
            }
        }
    }

    /** Ends after the round under way; at most 5 s. */
    @Override
    public void close() {
        closed = true;
        wish.release();
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
