package mayfly.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is under test: web nodes on one home and one Redis. Everything of it lies in one folder. */
final class Deployment implements AutoCloseable {
    static final int SLOTS = 5;
    private static final int TRIES = 3;
    private final Path folder;
    private final RedisServer redis;
    private final List<WebNode> nodes = new ArrayList<>();
    private final Processes processes;
    private final Subscriber subscriber = new Subscriber();

    Deployment(Path folder, int count) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.createDirectories(failpoints());
        processes = new Processes(failpoints());
        redis = new RedisServer(folder.resolve("redis"));
        Path war = PackedWar.in(folder);
        Path descriptions = PackedWar.descriptions(folder);
        for (int i = 1; i <= count; i++) nodes.add(new WebNode("node " + i, war, folder.resolve("node-" + i), settings(descriptions)));
    }

    private Map<String, String> settings(Path descriptions) {
        var out = new LinkedHashMap<String, String>();
        out.put("MAYFLY_HOME", home().toString());
        out.put("MAYFLY_REDIS_URI", redis.uri().toString());
        out.put("MAYFLY_PROCESSES", descriptions.toString());
        out.put("MAYFLY_FAILPOINTS", failpoints().toString());
        out.put("MAYFLY_SLOTS", Integer.toString(SLOTS));
        out.put("MAYFLY_LEASE", "2s");
        out.put("MAYFLY_DISK_FLOOR", "1MB");
        out.putAll(subscriber.settings());
        return out;
    }

    /** Returns when all of it answers. */
    void start() throws IOException, InterruptedException {
        for (Part part : parts()) {
            part.start();
            if (!part.awaitAnswer()) throw new IOException(part.name() + " does not start; see its log in " + folder);
        }
    }

    /** Whatever has died is started, as a service manager would: again, where it has not come up. Returns when all of it answers. */
    void restart() throws IOException, InterruptedException {
        for (Part part : parts()) {
            for (int tries = 0; tries < TRIES && !part.awaitAnswer(); tries++) if (!part.isAlive()) part.start();
            if (!part.awaitAnswer()) throw new IOException(part.name() + " does not come back; see its log in " + folder);
        }
    }

    List<Part> parts() {
        var out = new ArrayList<Part>(List.of(redis));
        out.addAll(nodes);
        return out;
    }

    RedisServer redis() {
        return redis;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    List<WebNode> nodes() {
        return nodes;
    }

    Processes processes() {
        return processes;
    }

    Path folder() {
        return folder;
    }

    Path home() {
        return folder.resolve("home");
    }

    Path failpoints() {
        return folder.resolve("failpoints");
    }

    /** All of it, at once: when the suite itself is ended from outside. */
    void kill() {
        try {
            for (Part part : parts()) part.kill();
            for (Processes.Entry left : processes.look()) Processes.signal(left.pid(), "KILL");
        } catch (IOException e) {
            System.err.println("processes of the suite may be left: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (WebNode node : nodes) node.end();
        for (Processes.Entry left : processes.look()) Processes.signal(left.pid(), "KILL");
        redis.end();
        subscriber.close();
    }
}
