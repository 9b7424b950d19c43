package mayfly.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Many jobs through Mayfly and through the peers, each until its last result is heard. All of them stay for the next turn. */
final class Drains implements AutoCloseable {
    private static final int CONNECTIONS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Sends and drains that many. */
    private interface Drain {
        void turn(Frame.Sink sink, int count) throws Exception;
    }

    private final Map<String, Drain> drains = new LinkedHashMap<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final PeerPrograms programs;
    private final PeerJobs peerJobs;
    private final Ready warmReady;

    Drains(ServerUnderTest cold, ServerUnderTest warm, boolean withPeers) throws Exception {
        programs = PeerPrograms.find(cold.redis());
        peerJobs = new PeerJobs(cold.redis());
        warmReady = new Ready(warm);
        if (withPeers) addPeer(PeerPrograms.POPEN);
        addMayfly("Mayfly, cold", cold, 0);
        addMayfly("Mayfly, standby", warm, PeerPrograms.SLOTS);
        if (withPeers) for (String name : programs.names()) if (!name.equals(PeerPrograms.POPEN) && !name.equals(PeerPrograms.FLASK)) addPeer(name);
    }

    List<String> names() {
        return List.copyOf(drains.keySet());
    }

    String missing() {
        return programs.missing();
    }

    boolean hasStandbys() throws Exception {
        return warmReady.keepsStandbys();
    }

    Frame frame(int count, List<String> names) {
        String floor = names.contains(PeerPrograms.POPEN) ? PeerPrograms.POPEN : names.get(0);
        var frame = new Frame(count + " jobs");
        for (String name : names) frame.variant(name, floor, sink -> drains.get(name).turn(sink, count));
        return frame;
    }

    private void addPeer(String name) throws Exception {
        if (!programs.names().contains(name)) return;
        Peer peer = programs.start(name);
        opened.add(peer);
        drains.put(name, (sink, count) -> drain(sink, count, peer));
    }

    private void drain(Frame.Sink sink, int count, Peer peer) throws Exception {
        double cpu = peer.cpu();
        Peer.Sent sent = peer.submit(count, 0);
        sink.add("sent", count / ((System.nanoTime() - sent.begin()) / 1e9));
        sink.add("rate", count / ((peerJobs.awaitAll(sent.ids(), PATIENCE) - sent.begin()) / 1e9));
        for (String id : sent.ids()) peerJobs.check(id);
        TimeUnit.MILLISECONDS.sleep(500);
        sink.add("cpu", (peer.cpu() - cpu) / count);
    }

    private void addMayfly(String name, ServerUnderTest server, int standbys) throws Exception {
        var jobs = new Jobs(server);
        opened.add(jobs);
        var ready = new Ready(server);
        ready.awaitArchive();
        drains.put(name, (sink, count) -> {
            ready.awaitStandbys(standbys);
            drain(sink, count, server, jobs);
        });
    }

    private static void drain(Frame.Sink sink, int count, ServerUnderTest server, Jobs jobs) throws Exception {
        ServerCpu before = ServerCpu.of(server);
        long begin = System.nanoTime();
        List<String> ids = send(count, server);
        sink.add("sent", count / ((System.nanoTime() - begin) / 1e9));
        long last = begin;
        for (String id : ids) last = Math.max(last, jobs.await(id, "SUCCESSFUL", PATIENCE));
        sink.add("rate", count / ((last - begin) / 1e9));
        jobs.results(ids.get(count - 1));
        jobs.awaitGone(ids.get(count - 1));
        ServerCpu cpu = ServerCpu.of(server).since(before);
        sink.add("cpu", (cpu.web() + cpu.workers()) / count);
        sink.add("web", cpu.web() / count);
        sink.add("workers", cpu.workers() / count);
        sink.add("redis", cpu.redis() / count);
    }

    /** Returns when all have been accepted. @return their ids */
    private static List<String> send(int count, ServerUnderTest server) throws Exception {
        var ids = new ConcurrentLinkedQueue<String>();
        var left = new AtomicInteger(count);
        Callable<Void> connection = () -> {
            try (var wire = new Wire(server.port())) {
                byte[] request = Wire.request("POST", "/processes/count/execution", Jobs.JSON, Jobs.count(1, 10, 0));
                while (left.getAndDecrement() > 0) {
                    if (wire.send(request) != 201) throw new IllegalStateException("201 was expected; found " + wire.last());
                    ids.add(wire.last().replaceAll("(?s).*\"jobID\"\\s*:\\s*\"([^\"]*)\".*", "$1"));
                }
            }
            return null;
        };
        var pool = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            for (Future<Void> f : pool.invokeAll(Collections.nCopies(CONNECTIONS, connection))) f.get();
        } finally {
            pool.shutdownNow();
        }
        return List.copyOf(ids);
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable one : opened) one.close();
        peerJobs.close();
    }
}
