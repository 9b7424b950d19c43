package mayfly.app.redis;

import java.nio.file.Path;
import java.time.InstantSource;

/** Starts the embedded Redis on the home given, prints its address and lives until it is killed. */
final class KeepRedis {
    public static void main(String[] home) throws InterruptedException {
        System.out.println(EmbeddedRedis.start(Path.of(home[0]), InstantSource.system()).uri());
        Thread.currentThread().join();
    }
}
