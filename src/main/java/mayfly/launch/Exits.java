package mayfly.launch;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/**
 * Hears of the ends of workers, for as long as this application lives. The JDK keeps whoever waits for a process until that process ends, which may be hours after the
 * application has been replaced: so the waiting is given up with the application, or each redeploy would leave a whole set of classes in the memory of the container.
 */
final class Exits implements AutoCloseable {
    private final Set<CompletableFuture<Process>> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param ended gets the exit code (128 + n for signal n), on a thread of the JDK's; never once this is closed */
    void await(Process process, IntConsumer ended) {
        CompletableFuture<Process> exit = process.onExit();
        open.add(exit);
        exit.thenAccept(p -> {
            open.remove(exit);
            if (p != null) ended.accept(p.exitValue());
        });
        if (closed) giveUp(exit);
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(Exits::giveUp);
    }

    /** The process goes on. Not by cancelling: the exception that would be kept for it remembers our classes by its stack. */
    private static void giveUp(CompletableFuture<Process> exit) {
        exit.complete(null);
    }
}
