package mayfly.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One job through the product, everything on. The next turn begins when its worker is gone and a new standby, if the server keeps any, waits. */
final class LaunchTurn implements Frame.Variant, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final ServerUnderTest server;
    private final Jobs jobs;
    private final Ready ready;
    private final int standbys;

    /** Returns when the server has made ahead what it makes in the background. */
    LaunchTurn(ServerUnderTest server, int standbys) throws Exception {
        this.server = server;
        this.jobs = new Jobs(server);
        this.ready = new Ready(server);
        this.standbys = standbys;
        ready.awaitArchive();
        ready.awaitStandbys(standbys);
    }

    @Override
    public void turn(Frame.Sink sink) throws Exception {
        ServerCpu before = ServerCpu.of(server);
        long begin = System.nanoTime();
        String id = jobs.submit("count", Jobs.count(1, 10, 0));
        sink.add("answer", (System.nanoTime() - begin) / 1e6);
        sink.add("running", (jobs.await(id, "RUNNING", PATIENCE) - begin) / 1e6);
        jobs.await(id, "SUCCESSFUL", PATIENCE);
        jobs.results(id);
        sink.add("results", (System.nanoTime() - begin) / 1e6);
        jobs.awaitGone(id);
        ready.awaitStandbys(standbys);
        TimeUnit.MILLISECONDS.sleep(50);
        ServerCpu cpu = ServerCpu.of(server).since(before);
        sink.add("cpu", cpu.web() + cpu.workers());
        sink.add("workers", cpu.workers());
        sink.add("peak", jobs.number(id, "peak") / 1024.0 / 1024.0);
    }

    boolean hasStandbys() throws Exception {
        return ready.keepsStandbys();
    }

    @Override
    public void close() {
        jobs.close();
    }
}
