package mayfly.worker;

import java.time.Duration;

/** When a computation on trial is asked to stop, and that it is asked while it runs and not after. */
final class TrialStop {
    int reports = Integer.MAX_VALUE;
    int checkpoints = Integer.MAX_VALUE;
    Duration limit;
    private JobHandle job;
    private Thread computing;
    private Thread clock;

    synchronized void begin(JobHandle job) {
        this.job = job;
        computing = Thread.currentThread();
        if (limit == null) return;
        clock = new Thread(this::await, "mayfly-soft-limit");
        clock.setDaemon(true);
        clock.start();
    }

    private void await() {
        try {
            Thread.sleep(limit.toMillis(), limit.toNanosPart() % 1_000_000);
            interrupt();
        } catch (InterruptedException e) {
            // The computation has ended before.
        }
    }

    synchronized void interrupt() {
        if (computing == null) return;
        job.stop();
        computing.interrupt();
    }

    /** Whoever called the trial is not interrupted for it. */
    synchronized void end() {
        computing = null;
        if (clock != null) clock.interrupt();
        Thread.interrupted();
    }
}
