package mayfly.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Memory of a server's workers while they run. */
final class WorkerMemory implements AutoCloseable {
    /** After a worker says RUNNING it still loads what its computation needs. */
    private static final long SETTLED_MILLIS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final ServerUnderTest server;
    private final Jobs jobs;
    private final Ready ready;
    private final int standbys;

    /** Returns when the server has made ahead what it makes in the background. */
    WorkerMemory(ServerUnderTest server, int standbys) throws Exception {
        this.server = server;
        this.jobs = new Jobs(server);
        this.ready = new Ready(server);
        this.standbys = standbys;
        ready.awaitArchive();
        ready.awaitStandbys(standbys);
    }

    boolean hasStandbys() throws Exception {
        return ready.keepsStandbys();
    }

    /** A server that has never had a job is not what stands idle in the world. */
    void warmUp() throws Exception {
        for (int i = 0; i < 3; i++) {
            String id = jobs.submit("count", Jobs.count(1, 10, 0));
            jobs.await(id, "SUCCESSFUL", PATIENCE);
            jobs.results(id);
            jobs.awaitGone(id);
        }
        ready.awaitStandbys(standbys);
    }

    /** Runs so many jobs at once, looks at their workers, and cancels them. */
    void turn(Frame.Sink sink, int count) throws Exception {
        ready.awaitStandbys(standbys);
        var ids = new ArrayList<String>();
        for (int i = 0; i < count; i++) ids.add(jobs.submit("count", Jobs.count(1, 2, 600)));
        for (String id : ids) jobs.await(id, "RUNNING", PATIENCE);
        TimeUnit.MILLISECONDS.sleep(SETTLED_MILLIS);
        var pids = new ArrayList<Long>();
        for (String id : ids) pids.add(jobs.number(id, "pid"));
        add(sink, pids, count);
        for (String id : ids) jobs.dismiss(id);
    }

    /** PSS and RSS of processes together, divided by that. */
    static void add(Frame.Sink sink, List<Long> pids, int by) {
        for (String kind : List.of("Pss", "Rss")) sink.add(kind, pids.stream().mapToDouble(pid -> Proc.memory(pid, kind)).sum() / by);
    }

    static List<Long> redis(ServerUnderTest server) {
        return children(server).stream().filter(ServerCpu::isRedis).toList();
    }

    /** All processes of a server but itself and its Redis. */
    static List<Long> workers(ServerUnderTest server) {
        return children(server).stream().filter(pid -> !ServerCpu.isRedis(pid)).toList();
    }

    private static List<Long> children(ServerUnderTest server) {
        return ProcessHandle.of(server.pid()).stream().flatMap(ProcessHandle::descendants).map(ProcessHandle::pid).toList();
    }

    @Override
    public void close() {
        jobs.close();
    }
}
