package mayfly.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Where requests are answered that may take as long as their client likes: those that bring a body, and those that get a file. They have threads of their own, so that the
 * container's are free for pages whoever drips or dawdles. Room is
 * bounded by the heap, half a megabyte for each; virtual threads carry more where they block nothing (JDK 24 and later), platform threads at most {@link #THREADS}.
 */
final class Lane implements AutoCloseable {
    private static final Logger LOG = System.getLogger("mayfly.app");
    private static final long EACH = 512 << 10;
    private static final int THREADS = 512;
    private static final int VIRTUAL_THREADS = 4096;
    private static final int STACK = 256 << 10;
    private static final int VIRTUAL_SINCE = 24; // before that a thread that waits for a monitor keeps its carrier from all others
    private static final long IDLE_SECONDS = 10;
    /** Longer than the 20 s after which Tomcat gives up a silent client; its reads and writes hear no interrupt. */
    private static final int PATIENCE_SECONDS = 25;

    private final ExecutorService threads;
    private final Semaphore room;

    /** @param most requests at once */
    Lane(int most) {
        this(platform(), most);
    }

    private Lane(ExecutorService threads, int most) {
        this.threads = threads;
        this.room = new Semaphore(most);
    }

    /** As wide as this JVM allows. */
    static Lane open() {
        long fit = Math.max(16, Runtime.getRuntime().maxMemory() / EACH);
        ExecutorService virtual = Runtime.version().feature() < VIRTUAL_SINCE ? null : virtual();
        return virtual == null ? new Lane(platform(), (int) Math.min(THREADS, fit)) : new Lane(virtual, (int) Math.min(VIRTUAL_THREADS, fit));
    }

    private static ExecutorService virtual() {
        try {
            return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private static ExecutorService platform() {
        var number = new AtomicLong();
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            var thread = new Thread(null, task, "mayfly-lane-" + number.incrementAndGet(), STACK);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Lets a request be answered here; the calling thread is free at once, and the answer is complete when the work ends.
     *
     * @param work answers the request that it is given, whatever goes wrong; false when the request waits for something else now, and is answered by somebody else
     * @return false when the lane is full: nothing has been done then
     */
    boolean carry(HttpServletRequest request, Predicate<HttpServletRequest> work) {
        if (!room.tryAcquire()) return false;
        AsyncContext context;
        try {
            context = request.startAsync();
            context.setTimeout(0);
        } catch (RuntimeException e) {
            room.release();
            throw e;
        }
        try {
            threads.execute(() -> run(context, request, work));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            run(context, request, work); // closed in this moment, or the system gives no more threads
        }
        return true;
    }

    private void run(AsyncContext context, HttpServletRequest request, Predicate<HttpServletRequest> work) {
        boolean complete = true;
        try {
            complete = work.test(new LaneRequest(request, threads::isShutdown));
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "an answer failed", e);
        } finally {
            room.release();
            if (complete) complete(context);
        }
    }

    private static void complete(AsyncContext context) {
        try {
            context.complete();
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "the container has given the request up: " + e);
        }
    }

    /** Interrupts what is under way, and returns when its threads have ended. */
    @Override
    public void close() {
        try {
            for (int i = 0; i < 4 * PATIENCE_SECONDS; i++) {
                threads.shutdownNow(); // again and again: an interrupt may be swallowed
                if (threads.awaitTermination(250, TimeUnit.MILLISECONDS)) return;
            }
            LOG.log(Level.WARNING, "requests are still under way");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
