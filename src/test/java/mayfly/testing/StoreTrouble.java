package mayfly.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mayfly.store.Resp;

/** Ways in which a Redis that runs does not serve, brought about in a real one. All connections there are get to feel it. */
public enum StoreTrouble {
    /** A script that does not end. */
    BUSY {
        @Override void begin(Resp redis, URI uri) throws Exception {
            redis.call("CONFIG", "SET", "busy-reply-threshold", "100");
            var hanging = new Thread(() -> hang(uri), "hanging-script");
            hanging.setDaemon(true);
            hanging.start();
        }

        @Override void end(Resp redis) throws IOException {
            redis.call("SCRIPT", "KILL");
        }
    },
    /** Its memory is used up, and it may not evict. */
    OOM {
        @Override void begin(Resp redis, URI uri) throws IOException {
            redis.call("CONFIG", "SET", "maxmemory", "1");
        }

        @Override void end(Resp redis) throws IOException {
            redis.call("CONFIG", "SET", "maxmemory", "0");
        }
    },
    /** It was made a replica, as after a failover. */
    READONLY {
        @Override void begin(Resp redis, URI uri) throws IOException {
            redis.call("REPLICAOF", "127.0.0.1", "1");
        }

        @Override void end(Resp redis) throws IOException {
            redis.call("REPLICAOF", "NO", "ONE");
        }
    },
    /** It cannot save to its disk. */
    MISCONF {
        @Override void begin(Resp redis, URI uri) throws Exception {
            Files.createDirectories(dump(redis).resolve("in the way"));
            redis.call("CONFIG", "SET", "save", "3600 1000000");
            redis.call("BGSAVE");
        }

        @Override void end(Resp redis) throws IOException {
            Files.delete(dump(redis).resolve("in the way"));
            Files.delete(dump(redis));
            redis.call("CONFIG", "SET", "save", "");
        }
    },
    /** Its password was changed. */
    NOAUTH {
        @Override void begin(Resp redis, URI uri) throws IOException {
            redis.call("CONFIG", "SET", "requirepass", "another");
            redis.call("CLIENT", "KILL", "TYPE", "normal");
        }

        @Override void end(Resp redis) throws IOException {
            redis.call("CONFIG", "SET", "requirepass", before);
        }
    };

    String before;

    abstract void begin(Resp redis, URI uri) throws Exception;

    abstract void end(Resp redis) throws IOException;

    /** @return what ends it; call it once */
    public Trouble begin(URI uri) throws Exception {
        var redis = new Resp(uri, 10_000);
        before = uri.getUserInfo() == null ? "" : uri.getUserInfo().split(":", 2)[1];
        begin(redis, uri);
        awaitRefusal(uri);
        return () -> {
            end(redis);
            redis.close();
        };
    }

    /** Until it refuses as expected. */
    private void awaitRefusal(URI uri) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < deadline) {
            try (var other = new Resp(uri, 10_000)) {
                other.call("SET", "trouble", "none yet");
                other.call("DEL", "trouble");
            } catch (IOException refused) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new AssertionError(this + " does not come about");
    }

    private static Path dump(Resp redis) throws IOException {
        return Path.of(((List<?>) redis.call("CONFIG", "GET", "dir")).get(1).toString()).resolve("dump.rdb");
    }

    private static void hang(URI uri) {
        try (var redis = new Resp(uri, 60_000)) {
            redis.call("EVAL", "while true do end", "0");
        } catch (IOException ended) {
            // by SCRIPT KILL
        }
    }

    /** Something that is wrong until it is ended. */
    public interface Trouble extends AutoCloseable {
        @Override void close() throws IOException;
    }
}
