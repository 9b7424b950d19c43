package mayfly.worker;

import java.io.IOException;
import java.time.Duration;
import mayfly.job.Failpoint;
import mayfly.job.Failure;
import mayfly.job.Progress;
import mayfly.store.Verdict;
import mayfly.store.WorkerLink;

/**
 * The worker's second thread: renews the lease, takes progress to the store when it has changed, at most four times a second, and watches the limits. When
 * the store is away it goes on quietly: the computation is worth more than the report about it.
 */
final class Heartbeat extends Thread {
    private static final long TICK = 250;
    /** Ticks between two looks at memory, log and outputs. */
    private static final int LOOK = 4;
    private final WorkerLink link;
    private final JobHandle job;
    private final AttemptRun run;
    private final Order order;
    private final long begun = System.nanoTime();
    private long lastBeat = begun;
    private Progress told = Progress.NONE;
    private final Extents extents;
    private int ticks;
    private boolean softDone;
    private boolean away;

    Heartbeat(Order order, WorkerLink link, JobHandle job, AttemptRun run, Extents extents) {
        super("mayfly-heartbeat");
        setDaemon(true);
        this.order = order;
        this.link = link;
        this.job = job;
        this.run = run;
        this.extents = extents;
    }

    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(TICK);
                watchLimits();
                if (job.progress() != told || since(lastBeat).compareTo(order.lease().dividedBy(3)) > 0) beat();
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but a JVM that ends.
        }
    }

    private void watchLimits() {
        Duration age = since(begun);
        if (!softDone && order.limits().hasSoft() && age.compareTo(order.limits().soft()) >= 0) {
            softDone = true;
            run.softLimit();
        }
        if (order.limits().hasHard() && age.compareTo(order.limits().hard()) >= 0) run.hardLimit();
        if (++ticks % LOOK == 0) watchExtents();
    }

    private void watchExtents() {
        Failure beyond = extents.look();
        if (beyond != null) run.beyond(beyond);
    }

    private void beat() {
        Progress now = job.progress();
        try {
            Failpoint.BEATING.reach();
            Verdict said = link.beat(Measures.of(now));
            if (said == Verdict.STALE) run.fenced();
            if (said == Verdict.OK) {
                told = now;
                if (away) System.err.println("Mayfly: the job store answers again");
                away = false;
            } else unheard("has no record of this job; it may have been emptied, and the record can be restored");
        } catch (IOException e) {
            unheard("does not answer (" + e.getMessage() + ")");
        }
        lastBeat = System.nanoTime();
    }

    /** Hours of work are not thrown away because nobody listens: the outcome rests in the attempt's folder for whoever comes next. */
    private void unheard(String why) {
        if (!away) System.err.println("Mayfly: the job store " + why + "; the computation goes on");
        away = true;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
