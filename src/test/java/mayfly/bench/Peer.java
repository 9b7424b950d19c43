package mayfly.bench;

import java.util.List;
import java.util.stream.Stream;

/** Another way to run jobs, started and waiting for them. Its jobs keep their records in Redis and publish their states there; see {@link PeerJobs}. */
interface Peer extends AutoCloseable {
    /**
     * Jobs that were sent.
     *
     * @param begin just before the first was sent, by {@link System#nanoTime}
     */
    record Sent(long begin, List<String> ids) { }

    /** Returns when all are sent. @param pause in s, of each job while it runs */
    Sent submit(int count, double pause) throws Exception;

    /** Its processes, without their children; the client last. */
    List<Process> processes();

    /** The processes that a deployment has beside its web application, children included, zombies not; those of the client where it is all in one. */
    default List<Long> pool() {
        List<Process> own = processes().size() == 1 ? processes() : processes().subList(0, processes().size() - 1);
        return own.stream().flatMap(p -> Stream.concat(Stream.of(p.toHandle()), p.descendants())).map(ProcessHandle::pid).filter(pid -> !Proc.command(pid).isEmpty()).toList();
    }

    /** CPU of all of them so far, children included, in ms. */
    default double cpu() {
        return processes().stream().mapToDouble(p -> Proc.treeCpu(p.pid())).sum();
    }

    /** Ends them all, children first: a prefork pool or a sandbox is not to be left alone. */
    default void end() {
        for (Process p : processes()) Stream.concat(p.descendants(), Stream.of(p.toHandle())).toList().forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    default void close() throws InterruptedException {
        end();
        for (Process p : processes()) p.waitFor();
    }
}
