package mayfly.crash;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** What an operator and his service manager would do: starts what has died, after a moment; lets go on what has been frozen, after some seconds. */
final class Healer implements Runnable {
    private static final long LOOK = 100;
    private final Deployment under;
    private final Random random;
    private final Thread thread = new Thread(this, "healer");
    /** Process or part, and when its turn comes, by System.currentTimeMillis. */
    private final Map<Object, Long> due = new HashMap<>();
    private volatile boolean over;

    Healer(Deployment under, long seed) {
        this.under = under;
        this.random = new Random(seed * 13 + 5);
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns when it has stopped, with everything alive and awake. */
    void end() throws InterruptedException, IOException {
        over = true;
        thread.join();
        for (long pid : stopped()) Processes.signal(pid, "CONT");
        under.restart();
        for (long pid : stopped()) Processes.signal(pid, "CONT");
    }

    @Override
    public void run() {
        while (!over) {
            try {
                for (Part part : under.parts()) if (!part.isAlive() && isDue(part, 200, 1500)) part.start();
                Set<Long> stopped = stopped();
                for (long pid : stopped) if (isDue(pid, 500, 4500)) Processes.signal(pid, "CONT");
                due.keySet().removeIf(key -> key instanceof Long pid && !stopped.contains(pid));
                Thread.sleep(LOOK);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Whether it has been so for as long as was drawn for it. */
    private boolean isDue(Object key, int least, int further) {
        long at = due.computeIfAbsent(key, k -> System.currentTimeMillis() + least + random.nextInt(further));
        if (System.currentTimeMillis() < at) return false;
        due.remove(key);
        return true;
    }

    private Set<Long> stopped() throws IOException {
        var out = new HashSet<Long>();
        for (Processes.Entry p : under.processes().look()) if (p.state() == 'T') out.add(p.pid());
        for (Part part : under.parts()) if (Processes.isStopped(part.pid())) out.add(part.pid());
        return out;
    }
}
