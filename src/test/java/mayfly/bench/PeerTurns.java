package mayfly.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** One job through each of the peers, which stay between turns, and through a plain Java process with Jedis. */
final class PeerTurns implements AutoCloseable {
    static final String PLAIN = "plain Java with Jedis";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final URI redis;
    private final Path java;
    private final PeerPrograms programs;
    private final PeerJobs jobs;
    private final List<Peer> started = new ArrayList<>();
    private final Random phase = new Random(7);
    private int count;

    PeerTurns(URI redis, Path java) throws Exception {
        this.redis = redis;
        this.java = java;
        this.programs = PeerPrograms.find(redis);
        this.jobs = new PeerJobs(redis);
    }

    List<String> names() {
        return programs.names();
    }

    String missing() {
        return programs.missing();
    }

    /** Starts those of the named peers that are there. */
    void add(Frame frame, List<String> names) throws Exception {
        frame.variant(PLAIN, HelloTurns.HELLO, this::plain);
        for (String name : names) {
            if (!programs.names().contains(name)) continue;
            Peer peer = programs.start(name);
            started.add(peer);
            frame.variant(name, HelloTurns.HELLO, name.equals(PeerPrograms.JOBRUNR) ? sink -> pollingTurn(sink, peer) : sink -> turn(sink, peer));
        }
    }

    private void plain(Frame.Sink sink) throws Exception {
        String id = "plain-" + count++;
        long begin = System.nanoTime();
        jobs.create(id, 0);
        Child child = Child.run(List.of(java.toString(), "-cp", PeerPrograms.jedisClassPath(), RedisJob.class.getName(), id), PeerPrograms.environment(redis));
        sink.add("running", (jobs.await(id, "RUNNING", PATIENCE) - begin) / 1e6);
        sink.add("results", (jobs.await(id, "SUCCESSFUL", PATIENCE) - begin) / 1e6);
        jobs.check(id);
        sink.add("cpu", child.cpu() * 1000);
        sink.add("workers", child.cpu() * 1000);
        sink.add("peak", child.peak());
    }

    /** One that polls is asked at any time between two looks: turns that follow its last one at always the same distance would measure that distance. */
    private void pollingTurn(Frame.Sink sink, Peer peer) throws Exception {
        TimeUnit.MILLISECONDS.sleep(phase.nextInt(PeerPrograms.POLL_SECONDS * 1000));
        turn(sink, peer);
    }

    private void turn(Frame.Sink sink, Peer peer) throws Exception {
        double cpu = peer.cpu();
        Peer.Sent sent = peer.submit(1, 0);
        String id = sent.ids().get(0);
        sink.add("running", (jobs.await(id, "RUNNING", PATIENCE) - sent.begin()) / 1e6);
        jobs.await(id, "SUCCESSFUL", PATIENCE);
        if (peer instanceof FlaskPeer flask && !flask.page(id).contains("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]")) throw new IllegalStateException("no result on its page: " + flask.page(id));
        jobs.check(id);
        sink.add("results", (System.nanoTime() - sent.begin()) / 1e6);
        TimeUnit.MILLISECONDS.sleep(100);
        sink.add("cpu", peer.cpu() - cpu);
    }

    @Override
    public void close() throws InterruptedException {
        for (Peer peer : started) peer.close();
        jobs.close();
    }
}
