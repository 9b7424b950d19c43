package mayfly.crash;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A process of the deployment that is killed and started again: a web node or Redis. */
abstract class Part {
    private final String name;
    private Process process;
    private int starts;

    Part(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    abstract ProcessBuilder command() throws IOException;

    abstract boolean answers();

    final synchronized void start() throws IOException {
        process = command().start();
        starts++;
    }

    final synchronized long pid() {
        return process.pid();
    }

    final synchronized boolean isAlive() {
        return process.isAlive();
    }

    final synchronized int starts() {
        return starts;
    }

    /** At most 90 s. @return whether it answers */
    final boolean awaitAnswer() throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (isAlive() && System.nanoTime() < until) {
            if (answers()) return true;
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return false;
    }

    final void kill() {
        if (process != null) process.destroyForcibly();
    }

    /** SIGTERM; SIGKILL after 20 s. */
    final synchronized void end() throws InterruptedException {
        if (process == null) return;
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
    }
}
