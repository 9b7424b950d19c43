package mayfly.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import mayfly.job.Failure;
import mayfly.job.FailureKind;
import mayfly.job.LogTail;
import mayfly.job.RetryPolicy;
import mayfly.store.WorkerLink;

/**
 * One attempt from claim to outcome. The computation runs on the main thread; {@link Heartbeat} renews the lease and watches the clock; whoever first knows how
 * the attempt ends decides, and the others keep quiet.
 */
final class AttemptRun {
    private static final int TAIL = 4000;
    private final Order order;
    private final WorkerLink link;
    private final JobHandle job;
    private final Thread computing = Thread.currentThread();
    private final AtomicReference<Outcome> outcome = new AtomicReference<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Extents extents;
    private volatile boolean asked;

    AttemptRun(Order order, WorkerLink link) {
        this.order = order;
        this.link = link;
        this.job = new JobHandle(order.folder());
        this.extents = new Extents(order);
    }

    // Classes instead of lambdas: the machinery behind the first lambda of a JVM costs more than the rest of this one.
    private final class Stop implements Runnable {
        @Override
        public void run() {
            askedToStop();
        }
    }

    private final class Quit extends Thread {
        @Override
        public void run() {
            markQuit();
        }
    }

    /** From now on a request to stop reaches the computation, and an end by its own hand leaves a mark. */
    void arm() {
        Signals.onTerm(new Stop());
        Runtime.getRuntime().addShutdownHook(new Quit());
    }

    /** @return exit code of the worker */
    int carryOut() {
        arm();
        var heartbeat = new Heartbeat(order, link, job, this, extents);
        heartbeat.start();
        Outcome mine = compute();
        over.countDown();
        if (outcome.compareAndSet(null, mine)) finish(mine);
        else awaitOther();
        return asked ? 143 : 0;
    }

    private Outcome compute() {
        try {
            String outputs = new ComputationRunner(order.folder(), job).run(order.computation());
            System.out.flush();
            Failure beyond = extents.atTheEnd();
            return beyond == null ? new Outcome(outputs, null) : failed(beyond.kind(), beyond.message());
        } catch (InputException e) {
            return failed(FailureKind.INPUT, e.getMessage());
        } catch (ProgramException e) {
            return job.stopping() ? stopped() : Outcome.of(new Failure(e.kind(), e.getMessage(), e.exit(), e.signal(), tail()));
        } catch (Throwable e) {
            if (job.stopping()) return stopped();
            e.printStackTrace();
            return Outcome.of(new Failure(FailureKind.COMPUTATION, words(e), exitCode(e), null, tail()));
        }
    }

    private Outcome stopped() {
        if (asked) return failed(FailureKind.LOST, "Its worker was asked to stop from outside (signal 15, TERM).");
        return failed(FailureKind.TIMEOUT, "It reached its soft limit of " + Words.duration(order.limits().soft()) + " and stopped.");
    }

    /** Soft limit: the computation may save and return. */
    void softLimit() {
        System.err.println("Mayfly: soft limit of " + Words.duration(order.limits().soft()) + " reached, asking the computation to stop");
        interrupt();
    }

    /** Hard limit: whatever the computation returns from now on comes too late. */
    void hardLimit() {
        var late = failed(FailureKind.TIMEOUT, "It ran longer than its limit of " + Words.duration(order.limits().hard()) + " and was ended.");
        if (outcome.compareAndSet(null, late)) end(late);
    }

    /** It has taken up more than it may. Memory that ran short is taken from the children at once: a request to stop would give them time to take more. */
    void beyond(Failure what) {
        var end = failed(what.kind(), what.message());
        if (!outcome.compareAndSet(null, end)) return;
        if (what.kind() == FailureKind.MEMORY) Children.kill();
        end(end);
    }

    /** The store says that this attempt has no say any more. */
    void fenced() {
        var none = Outcome.of(new Failure(FailureKind.LOST, "fenced"));
        if (!outcome.compareAndSet(null, none)) return;
        interrupt();
        awaitGrace();
        halt(75);
    }

    private void askedToStop() {
        asked = true;
        interrupt();
        awaitGrace();
        if (over.getCount() > 0) {
            var lost = failed(FailureKind.LOST, "Its worker was asked to stop from outside (signal 15, TERM).");
            if (outcome.compareAndSet(null, lost)) finish(lost);
            halt(143);
        }
    }

    private void end(Outcome late) {
        interrupt();
        awaitGrace();
        finish(late);
        halt(0);
    }

    private void interrupt() {
        job.stop();
        computing.interrupt();
    }

    private void awaitGrace() {
        try {
            over.await(order.limits().grace().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Somebody else decides and halts this process; the bound is for a decider that died. */
    private void awaitOther() {
        try {
            Thread.interrupted();
            Thread.sleep(order.limits().grace().toMillis() + Delivery.PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void finish(Outcome end) {
        System.out.flush();
        System.err.flush();
        // Before it is told: whoever hears that a job has ended may rely on it.
        Children.kill();
        extents.atTheEnd();
        new Delivery(order, link, job).deliver(end);
        if (end.failure() == null) job.forget();
    }

    private static void halt(int code) {
        Children.kill();
        Runtime.getRuntime().halt(code);
    }

    /** The computation called System.exit: leave a mark, so that nobody takes it for a murder. */
    private void markQuit() {
        if (outcome.get() != null || asked) return;
        try {
            Files.createFile(order.folder().quit());
        } catch (IOException e) {
            System.err.println("Mayfly: cannot leave a mark: " + e.getMessage());
        }
    }

    private Outcome failed(FailureKind kind, String message) {
        return Outcome.of(new Failure(kind, message, null, null, tail()));
    }

    private String tail() {
        return LogTail.of(order.folder().stderr(), TAIL);
    }

    /** What a program of any other language would have said by it; null where it would have said nothing special. */
    private static Integer exitCode(Throwable e) {
        return e instanceof TryAgainException ? Integer.valueOf(RetryPolicy.AGAIN) : e instanceof NeverAgainException ? RetryPolicy.NEVER : null;
    }

    private static String words(Throwable e) {
        String name = e.getClass().getSimpleName();
        if (exitCode(e) != null) return e.getMessage();
        return e.getMessage() == null || e.getMessage().isBlank() ? name : name + ": " + e.getMessage();
    }
}
