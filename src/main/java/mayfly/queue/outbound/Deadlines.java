package mayfly.queue.outbound;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.Cancellable;

/** Ends exchanges that take too long, whatever they are waiting for: a server that sends a byte now and then never runs into a limit on silence. One thread for all. */
final class Deadlines implements AutoCloseable {
    private final ScheduledThreadPoolExecutor clock;

    Deadlines() {
        clock = new ScheduledThreadPoolExecutor(1, work -> {
            var thread = new Thread(work, "mayfly-outbound-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Of one exchange; closed when that is over. */
    final class Deadline implements AutoCloseable {
        private final ScheduledFuture<?> end;
        private volatile boolean passed;

        private Deadline(Cancellable exchange, long until) {
            end = clock.schedule(() -> {
                passed = true;
                exchange.cancel();
            }, until - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        boolean passed() {
            return passed;
        }

        @Override
        public void close() {
            end.cancel(false);
        }
    }

    /** @param until by {@link System#nanoTime} */
    Deadline of(Cancellable exchange, long until) {
        return new Deadline(exchange, until);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
