package mayfly.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import mayfly.job.Failpoint;
import mayfly.store.Verdict;
import mayfly.store.WorkerLink;

/**
 * The worker: carries out exactly one attempt, then exits. Claims the attempt, and only then loads what the computation needs.
 *
 * <p>Exit codes: 0 the outcome is in the record, or rests in {@code result.json} for whoever comes next; 3 out of memory (said by the JVM); 64 wrong
 * usage; 75 the attempt was not this worker's, or could not be claimed; 143 asked to stop.
 */
public final class Main {
    /** Exit code for wrong usage (EX_USAGE of sysexits.h). */
    public static final int USAGE = 64;
    private static final Duration CLAIM_PATIENCE = Duration.ofMinutes(2);

    private Main() { }

    public static void main(String[] args) throws Exception {
        if (args.length != 1) {
            System.err.println("usage: mayfly.worker.Main ORDER_FILE");
            System.exit(USAGE);
        }
        Order order = Order.read(Path.of(args[0]));
        carryOut(order, order.link());
    }

    /** Ends this process. */
    static void carryOut(Order order, WorkerLink link) throws InterruptedException {
        if (!claim(link, order)) Runtime.getRuntime().halt(75);
        OwnGroup.join(order.group());
        Runtime.getRuntime().halt(new AttemptRun(order, link).carryOut());
    }

    /** Fields of the record that name this process. */
    static List<String> whoami(Order order) {
        return List.of("host", order.host(), "pid", Long.toString(OwnProcess.pid()), "begun", Long.toString(OwnProcess.begun()), "cookie", order.cookie());
    }

    private static boolean claim(WorkerLink link, Order order) throws InterruptedException {
        long until = System.nanoTime() + CLAIM_PATIENCE.toNanos();
        // A connection that was opened long ago may have died since: the second try follows at once.
        long pause = 0;
        List<String> who = whoami(order);
        while (true) {
            try {
                Failpoint.CLAIMING.reach();
                Verdict verdict = link.claim(who);
                Failpoint.CLAIMED.pass();
                // SAME: the first claim arrived and its answer did not.
                return verdict == Verdict.OK || verdict == Verdict.SAME;
            } catch (IOException e) {
                if (System.nanoTime() > until) {
                    System.err.println("Mayfly: the job store does not answer, so this attempt was not begun: " + e.getMessage());
                    return false;
                }
                Thread.sleep(pause);
                pause = 200;
            }
        }
    }
}
