package mayfly.app.redis;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A redis-server for each home, however many Mayflies share it. Whoever holds the lock in {@code HOME/redis} keeps it: ends what
 * an earlier keeper left behind, starts one, starts it again when it dies, and ends it on {@link #stop}. The others use it and
 * wait for the lock; when the keeper goes, the next one starts Redis again on the same port within half a second, with everything
 * that was answered. So a redeploy whose two contexts overlap, in one JVM or two, never has two servers write one folder.
 *
 * <p>One thread does all of this, and it lives as long as this object: Redis is told to end with the thread that started it.
 */
public final class EmbeddedRedis {
    private static final Logger LOG = Logger.getLogger("mayfly.redis");
    private static final long LOOK_MILLIS = 100;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private final long begun = System.nanoTime();
    private final RedisFolder folder;
    private final InstantSource time;
    private final CompletableFuture<URI> ready = new CompletableFuture<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "mayfly-redis");

    private EmbeddedRedis(RedisFolder folder, InstantSource time) {
        this.folder = folder;
        this.time = time;
    }

    /**
     * Returns once Redis answers.
     *
     * @throws RedisUnavailable when it does not start, in one line
     */
    public static EmbeddedRedis start(Path home, InstantSource time) {
        EmbeddedRedis redis = new EmbeddedRedis(new RedisFolder(home.resolve("redis")), time);
        redis.thread.setDaemon(true);
        redis.thread.start();
        try {
            redis.ready.join();
            return redis;
        } catch (CompletionException e) {
            redis.stop();
            throw e.getCause() instanceof RedisUnavailable known ? known : new RedisUnavailable("The embedded Redis does not start: " + e.getCause());
        }
    }

    /** @return its address with its password: redis://default:PASSWORD@127.0.0.1:PORT/0; the same as long as this object lives */
    public URI uri() {
        return ready.join();
    }

    /** Ends Redis when this Mayfly keeps it; returns when it has ended. Harmless when called again. */
    public void stop() {
        stop.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (FileChannel channel = FileChannel.open(PrivateFile.folder(folder.path()).resolve(folder.lock()),
                StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (!stopping()) {
                try (FileLock lock = tryLock(channel)) {
                    if (lock == null) use();
                    else keep();
                } catch (IOException | RuntimeException e) {
                    if (!ready.isDone()) throw e;
                    // A full disk, no more processes: what others rely on is tried until it works again.
                    LOG.log(Level.SEVERE, "The embedded Redis cannot be started now; tried again in a second", e);
                    pause(1000);
                }
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (!ready.completeExceptionally(e)) LOG.log(Level.SEVERE, "The embedded Redis is no longer watched", e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held in this JVM, by a context of the same application
        }
    }

    /** Another Mayfly keeps it. */
    private void use() throws IOException, InterruptedException {
        Optional<URI> address = folder.address();
        if (!ready.isDone() && address.isPresent() && answers(address.get())) {
            LOG.info("Uses the Redis that another Mayfly on this home keeps");
            ready.complete(address.get());
        }
        if (!ready.isDone() && System.nanoTime() - begun > PATIENCE)
            throw new RedisUnavailable("Another Mayfly holds " + folder.lock() + ", but its Redis does not answer; end that Mayfly, or give this one a home of its own");
        pause(LOOK_MILLIS);
    }

    private void keep() throws IOException, InterruptedException {
        Path binary = RedisBinary.in(folder.bin());
        endOrphan();
        URI uri = ready.isDone() ? ready.join() : folder.freeAddress();
        RedisProcess process = null;
        try {
            while (!stopping()) {
                if (process != null) LOG.warning("The embedded Redis ended by itself; it is started again (see " + folder.log() + ")");
                long begun = System.nanoTime();
                process = begin(binary, uri);
                while (process != null && process.alive() && !stopping()) pause(LOOK_MILLIS);
                boolean atOnce = System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(2);
                if (atOnce) pause(1000); // as on a full disk, where it ends at every write
            }
        } finally {
            if (process != null) process.stop();
        }
    }

    /** @return null when it did not start and others already rely on it, so that it must be tried again */
    private RedisProcess begin(Path binary, URI uri) throws IOException, InterruptedException {
        RedisProcess process = RedisProcess.start(folder, binary, uri);
        try {
            process = ready(process, binary, uri);
            ready.complete(uri);
            return process;
        } catch (RedisUnavailable e) {
            process.stop();
            if (!ready.isDone()) throw e;
            LOG.severe(e.getMessage() + "; tried again in a second");
            return null;
        }
    }

    private RedisProcess ready(RedisProcess process, Path binary, URI uri) throws IOException, InterruptedException {
        try {
            process.awaitReady(uri);
            return process;
        } catch (RedisUnavailable e) {
            if (!process.damaged()) throw e;
            Path copy = RedisRepair.repair(folder, binary, time);
            LOG.warning("The end of the embedded Redis's data could not be read and was cut off; as found, it is in " + copy);
            RedisProcess again = RedisProcess.start(folder, binary, uri);
            again.awaitReady(uri);
            return again;
        }
    }

    /** Found by its answer as well as by its number: two servers on one folder would ruin it. */
    private void endOrphan() throws IOException, InterruptedException {
        Optional<ProcessHandle> process = folder.process();
        if (process.isPresent()) {
            LOG.info("Ends the Redis that an earlier Mayfly left behind, process " + process.get().pid());
            process.get().destroy();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (folder.ours(process.get()) && System.nanoTime() < deadline) pause(10);
            process.get().destroyForcibly();
        }
        Optional<URI> address = folder.address();
        if (address.isPresent() && answers(address.get())) {
            LOG.info("Ends a Redis of this home that was left behind on port " + address.get().getPort());
            RedisProbe.ask(address.get(), Duration.ofSeconds(10), "SHUTDOWN");
        }
    }

    private static boolean answers(URI uri) {
        try {
            return RedisProbe.ask(uri, Duration.ofSeconds(1), "PING").equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }

    private void pause(long millis) throws InterruptedException {
        stop.await(millis, TimeUnit.MILLISECONDS);
    }
}
