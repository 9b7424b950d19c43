package mayfly.launch;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;

/**
 * Workers started ahead, at most so many, each used once. They are made one at a time on one thread of this pool, and only while nothing has been launched for a moment and a
 * slot is free: under a backlog there are none, and cold launches, which cost the machine half as much, take over. Priming is not niced, because a process that has made
 * itself nice needs privileges to become itself again, and the job would have to run so. When memory runs short all of them go.
 */
final class StandbyPool implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StandbyPool.class.getName());
    /** Without a launch for this long the machine is taken to be calm. */
    private static final Duration CALM = Duration.ofMillis(60);
    private static final Duration REHEARSAL = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 5;

    /** Starts one; it then rehearses. */
    interface Maker {
        StandbyWorker make(Shape shape) throws IOException;
    }

    private final Maker maker;
    private final StandbyPlan plan;
    private final int slots;
    private final BooleanSupplier memoryIsShort;
    private final List<StandbyWorker> ready = new ArrayList<>();
    private final Semaphore wish = new Semaphore(0);
    private final Thread thread = new Thread(this::loop, "mayfly-standby");
    private volatile boolean closed;
    private volatile boolean scarce;
    private volatile long lastLaunch = System.nanoTime() - CALM.toNanos();
    private volatile int running;

    /** @param slots of this deployment: with all of them in use no worker is started ahead */
    StandbyPool(Maker maker, StandbyPlan plan, int slots, BooleanSupplier memoryIsShort) {
        this.maker = maker;
        this.plan = plan;
        this.slots = slots;
        this.memoryIsShort = memoryIsShort;
        thread.setDaemon(true);
    }

    /** Does nothing where none are wanted. */
    void start() {
        if (plan.most() > 0) thread.start();
    }

    /** A ready worker of that shape, taken out of the pool; empty when there is none. */
    Optional<StandbyWorker> take(Shape shape) {
        plan.asked(shape);
        synchronized (ready) {
            dropDead();
            Optional<StandbyWorker> found = ready.stream().filter(one -> one.shape().equals(shape)).findFirst();
            found.ifPresent(ready::remove);
            return found;
        }
    }

    /** A job has been launched, whichever way. @param running jobs that run now */
    void launched(int running) {
        this.running = running;
        lastLaunch = System.nanoTime();
        wish.release();
    }

    /** A worker has ended. @param running jobs that run now */
    void ended(int running) {
        this.running = running;
        wish.release();
    }

    int size() {
        synchronized (ready) {
            dropDead();
            return ready.size();
        }
    }

    /** Whether there are none because memory is short. */
    boolean isScarce() {
        return scarce;
    }

    /** Ends all of them: their code is not today's any more. */
    void outdated() {
        endAll();
        wish.release();
    }

    private void loop() {
        while (!closed) {
            try {
                wish.tryAcquire(1, TimeUnit.SECONDS);
                awaitCalm();
                wish.drainPermits();
                if (!closed) round();
            } catch (InterruptedException e) {
                closed = true;
            } catch (IOException | RuntimeException e) {
                LOG.warning("no worker could be started ahead: " + e.getMessage());
            }
        }
    }

    private void awaitCalm() throws InterruptedException {
        for (long left = calmIn(); left > 0 && !closed; left = calmIn()) TimeUnit.NANOSECONDS.sleep(left);
    }

    private long calmIn() {
        return lastLaunch + CALM.toNanos() - System.nanoTime();
    }

    private void round() throws IOException, InterruptedException {
        boolean isShort = memoryIsShort.getAsBoolean();
        if (isShort && !scarce) LOG.warning("memory is short: no workers are started ahead until there is more");
        scarce = isShort;
        if (scarce) endAll();
        else if (running < slots) makeOne();
    }

    private void makeOne() throws IOException, InterruptedException {
        Optional<Shape> next = plan.next(shapes());
        if (next.isEmpty()) return;
        endSurplus();
        StandbyWorker one = maker.make(next.get());
        boolean kept = false;
        try {
            awaitReady(one);
            if (one.isReady() && !closed) kept = add(one);
            else if (!closed) fail(one);
        } finally {
            // Whatever broke the making off, the application's end above all, leaves no process behind that waits for a word.
            if (!kept) one.end();
        }
    }

    private void awaitReady(StandbyWorker one) throws InterruptedException {
        long until = System.nanoTime() + REHEARSAL.toNanos();
        while (!one.isReady() && one.process().isAlive() && System.nanoTime() < until && !closed) TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }

    private List<Shape> shapes() {
        synchronized (ready) {
            dropDead();
            return ready.stream().map(StandbyWorker::shape).toList();
        }
    }

    private boolean add(StandbyWorker one) throws IOException {
        one.clear();
        synchronized (ready) {
            ready.add(one);
        }
        wish.release();
        return true;
    }

    /** Not at once again: what went wrong may go wrong for a while. */
    private void fail(StandbyWorker one) throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(1);
        throw new IOException("it did not become ready. " + one.lastWords());
    }

    private void endSurplus() {
        synchronized (ready) {
            plan.surplus(shapes()).ifPresent(shape -> {
                StandbyWorker one = ready.stream().filter(r -> r.shape().equals(shape)).findFirst().orElseThrow();
                ready.remove(one);
                one.end();
            });
        }
    }

    /** To be called with {@code ready} held. */
    private void dropDead() {
        for (StandbyWorker one : List.copyOf(ready)) {
            if (one.process().isAlive()) continue;
            ready.remove(one);
            one.end();
        }
    }

    private List<CompletableFuture<Void>> endAll() {
        synchronized (ready) {
            List<CompletableFuture<Void>> ends = ready.stream().map(StandbyWorker::end).toList();
            ready.clear();
            return ends;
        }
    }

    /** Returns when they have gone: nothing of ours is to run once the container has taken our classes away. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(5000);
            CompletableFuture.allOf(endAll().toArray(CompletableFuture[]::new)).get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warning("a worker that stood by has not gone: " + e.getMessage());
        }
    }
}
