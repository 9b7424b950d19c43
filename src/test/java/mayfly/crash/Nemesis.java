package mayfly.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import mayfly.job.Failpoint;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ClientKillParams;

/** Kills, freezes and cuts off, at random times; and plants a fault at every failpoint in turn. What it does, and in which order, is drawn from a seed. */
final class Nemesis implements Runnable {
    /** What it does, and how often of all times. A node or Redis that is down strikes all jobs, and takes seconds to come back: few of these. */
    enum Act {
        KILL_NODE(1), FREEZE_NODE(1), KILL_REDIS(1), FREEZE_REDIS(1), KILL_WORKER(7), FREEZE_WORKER(4), KILL_CHILD(2), CUT(2), CUT_NEWS(1), PLANT(14);

        private final int weight;

        Act(int weight) {
            this.weight = weight;
        }

        static Act drawn(Random random) {
            int at = random.nextInt(Arrays.stream(values()).mapToInt(a -> a.weight).sum());
            for (Act act : values()) if ((at -= act.weight) < 0) return act;
            throw new IllegalStateException();
        }
    }

    private static final String[] PLANTED = {"kill", "kill", "fail", "pause 700", "pause 3000", "stop"};
    private final Deployment under;
    private final Faults faults;
    private final Random random;
    private final List<Failpoint> steps = new ArrayList<>();
    private final Thread thread = new Thread(this, "nemesis");
    private int planted;
    private volatile boolean over;

    Nemesis(Deployment under, Faults faults, long seed) {
        this.under = under;
        this.faults = faults;
        this.random = new Random(seed * 7 + 1);
        steps.addAll(List.of(Failpoint.values()));
        Collections.shuffle(steps, random);
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns when it has stopped; what was planted and not taken is taken away. */
    void end() throws InterruptedException, IOException {
        over = true;
        thread.join();
        for (Failpoint step : steps) Files.deleteIfExists(under.failpoints().resolve(step.name()));
    }

    @Override
    public void run() {
        while (!over) {
            try {
                Thread.sleep(100 + random.nextInt(900));
                act(Act.drawn(random));
            } catch (IOException | JedisException e) {
                // Whom it was to strike is down already.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void act(Act act) throws IOException {
        WebNode node = under.nodes().get(random.nextInt(under.nodes().size()));
        int victim = random.nextInt(1000);
        switch (act) {
            case KILL_NODE -> strike(node, "KILL", "kill node");
            case FREEZE_NODE -> strike(node, "STOP", "freeze node");
            case KILL_REDIS -> strike(under.redis(), "KILL", "kill redis");
            case FREEZE_REDIS -> strike(under.redis(), "STOP", "freeze redis");
            case KILL_WORKER -> strike(Processes.Entry::isWorker, victim, "KILL", "kill worker");
            case FREEZE_WORKER -> strike(Processes.Entry::isWorker, victim, "STOP", "freeze worker");
            case KILL_CHILD -> strike(Processes.Entry::isChild, victim, "KILL", "kill child");
            case CUT -> cut(ClientType.NORMAL);
            case CUT_NEWS -> cut(ClientType.PUBSUB);
            case PLANT -> plant();
        }
    }

    private void strike(Part part, String signal, String kind) throws IOException {
        if (!part.isAlive()) return;
        Processes.signal(part.pid(), signal);
        faults.add(kind, "");
    }

    /** Noted before it is done: whoever is struck is struck by us. */
    private void strike(Predicate<Processes.Entry> whom, int victim, String signal, String kind) throws IOException {
        List<Processes.Entry> there = under.processes().look().stream().filter(whom).toList();
        if (there.isEmpty()) return;
        Processes.Entry one = there.get(victim % there.size());
        faults.add(kind, one.attempt());
        Processes.signal(one.pid(), signal);
    }

    private void cut(ClientType type) {
        try (Jedis redis = under.redis().connect()) {
            redis.clientKill(new ClientKillParams().type(type).skipMe(ClientKillParams.SkipMe.YES));
            faults.add("cut connections (" + type.name().toLowerCase(java.util.Locale.ROOT) + ")", "");
        }
    }

    /** Whole or not at all: whoever comes by must not read half a word. */
    private void plant() throws IOException {
        Failpoint step = steps.get(planted++ % steps.size());
        Path part = Files.writeString(under.failpoints().resolve(step + ".part"), PLANTED[random.nextInt(PLANTED.length)]);
        Files.move(part, part.resolveSibling(step.name()), StandardCopyOption.ATOMIC_MOVE);
    }
}
