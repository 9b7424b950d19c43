package mayfly.containers;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Looks for servers of an embedded Redis among the system's processes. */
final class Redis {
    private Redis() { }

    /** @return how many run for this home; one that is ending gets 5 s for it */
    static long running(Path home) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (count(home) > 0 && System.nanoTime() < deadline) TimeUnit.MILLISECONDS.sleep(20);
        return count(home);
    }

    static long count(Path home) {
        String bin = home.resolve("redis/bin").toString();
        return ProcessHandle.allProcesses().filter(p -> p.info().command().filter(c -> c.startsWith(bin)).isPresent()).count();
    }
}
