package mayfly.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import mayfly.job.JobRecord;

/**
 * Those that wait for the end of a job. One thread serves them all: it tells each of them once, woken by news of ends, by their times, and by a look at their jobs every second,
 * because news can be missed.
 */
final class Waiters implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Waiters.class.getName());
    /** At once; what each holds in memory is a request without an answer. */
    static final int MOST = 2000;
    private static final long LOOK = 1000;

    private final Function<List<String>, Map<String, JobRecord>> jobs;
    private final Map<String, Set<Waiter>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor clock;

    private static final class Waiter {
        private final String id;
        private final Runnable then;
        private final AtomicBoolean told = new AtomicBoolean();
        private volatile Future<?> limit;

        Waiter(String id, Runnable then) {
            this.id = id;
            this.then = then;
        }
    }

    /** @param jobs the records of some jobs by their ids, as far as they exist */
    Waiters(Function<List<String>, Map<String, JobRecord>> jobs) {
        this.jobs = jobs;
        clock = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "mayfly-waiters");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(10, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** @return false when too many wait already, or when this is closed: then it is never told */
    boolean add(String id, Duration most, Runnable then) {
        if (count.incrementAndGet() > MOST) {
            count.decrementAndGet();
            return false;
        }
        var waiter = new Waiter(id, then);
        waiting.compute(id, (key, some) -> {
            Set<Waiter> all = some == null ? ConcurrentHashMap.newKeySet() : some;
            all.add(waiter);
            return all;
        });
        try {
            waiter.limit = clock.schedule(() -> tell(waiter), most.toMillis(), TimeUnit.MILLISECONDS);
            clock.execute(() -> look(List.of(id))); // it may have ended before
            if (looking.compareAndSet(false, true)) clock.schedule(this::lookAtAll, LOOK, TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            return !remove(waiter);
        }
    }

    /** A job has ended; cheap. */
    void over(String id) {
        Set<Waiter> those = waiting.get(id);
        if (those == null) return;
        try {
            clock.execute(() -> those.forEach(this::tell));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.FINE, "closed", e);
        }
    }

    private void lookAtAll() {
        looking.set(false);
        var ids = new ArrayList<>(waiting.keySet());
        if (ids.isEmpty()) return;
        look(ids);
        if (looking.compareAndSet(false, true)) clock.schedule(this::lookAtAll, LOOK, TimeUnit.MILLISECONDS);
    }

    /** A job that is gone has ended, too. */
    private void look(List<String> ids) {
        try {
            Map<String, JobRecord> found = jobs.apply(ids);
            for (String id : ids) {
                JobRecord job = found.get(id);
                if (job == null || job.state().isFinal()) waiting.getOrDefault(id, Set.of()).forEach(this::tell);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "the next look follows", e);
        }
    }

    private void tell(Waiter waiter) {
        if (!remove(waiter)) return;
        try {
            waiter.then.run();
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "who waited is not there any more", e);
        }
    }

    /** @return whether it had not been told before */
    private boolean remove(Waiter waiter) {
        if (!waiter.told.compareAndSet(false, true)) return false;
        count.decrementAndGet();
        Future<?> limit = waiter.limit;
        if (limit != null) limit.cancel(false);
        waiting.computeIfPresent(waiter.id, (key, all) -> {
            all.remove(waiter);
            return all.isEmpty() ? null : all;
        });
        return true;
    }

    /** How many wait. */
    int count() {
        return count.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
