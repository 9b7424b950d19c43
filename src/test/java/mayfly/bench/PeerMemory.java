package mayfly.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Memory of peers: of their pools while nothing runs, and of processes that run one job. */
final class PeerMemory implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SETTLED_MILLIS = 500;
    private static final double PAUSE = 600;
    private final URI redis;
    private final PeerPrograms programs;
    private final PeerJobs jobs;
    private final List<Peer> started = new ArrayList<>();
    private int count;

    PeerMemory(URI redis) throws Exception {
        this.redis = redis;
        this.programs = PeerPrograms.find(redis);
        this.jobs = new PeerJobs(redis);
    }

    String missing() {
        return programs.missing();
    }

    /** Adds those that keep something resident. */
    void addIdle(Frame frame, String floor) throws Exception {
        for (String name : programs.names()) {
            if (name.equals(PeerPrograms.POPEN)) continue;
            Peer peer = start(name);
            for (String id : peer.submit(PeerPrograms.SLOTS, 0).ids()) jobs.await(id, "SUCCESSFUL", PATIENCE);
            frame.variant(name, floor, sink -> WorkerMemory.add(sink, peer.pool(), 1));
        }
    }

    void addRunning(Frame frame, String floor) throws Exception {
        frame.variant(PeerTurns.PLAIN, floor, this::plain);
        if (!programs.names().contains(PeerPrograms.POPEN)) return;
        Peer popen = start(PeerPrograms.POPEN);
        frame.variant(PeerPrograms.POPEN, floor, sink -> popen(sink, popen));
    }

    private Peer start(String name) throws IOException {
        Peer peer = programs.start(name);
        started.add(peer);
        return peer;
    }

    private void plain(Frame.Sink sink) throws Exception {
        String id = "memory-" + count++;
        jobs.create(id, PAUSE);
        var builder = new ProcessBuilder(ServerUnderTest.JAVA.toString(), "-cp", PeerPrograms.jedisClassPath(), RedisJob.class.getName(), id).inheritIO();
        builder.environment().putAll(PeerPrograms.environment(redis));
        Process process = builder.start();
        look(sink, id, process.toHandle());
        process.waitFor();
    }

    private void popen(Frame.Sink sink, Peer popen) throws Exception {
        String id = popen.submit(1, PAUSE).ids().get(0);
        jobs.await(id, "RUNNING", PATIENCE);
        look(sink, id, popen.processes().get(0).descendants().filter(ProcessHandle::isAlive).findFirst().orElseThrow());
    }

    private void look(Frame.Sink sink, String id, ProcessHandle process) throws Exception {
        try {
            jobs.await(id, "RUNNING", PATIENCE);
            TimeUnit.MILLISECONDS.sleep(SETTLED_MILLIS);
            WorkerMemory.add(sink, List.of(process.pid()), 1);
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (Peer peer : started) peer.close();
        jobs.close();
    }
}
