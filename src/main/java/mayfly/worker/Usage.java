package mayfly.worker;

import java.util.Set;

/** What this attempt has used so far: its own process and every child. */
final class Usage {
    private static volatile long peak;
    private static volatile long before;

    private Usage() { }

    /** From here on the attempt is charged: what a worker that was started ahead did before its job is not the job's. */
    static void begin() {
        ProcStat own = ProcStat.own();
        before = own == null ? 0 : own.cpu();
    }

    /**
     * Processor time in ms: of its own, of children that have ended, of those that live. Where the attempt has a control group also of those that nobody has waited for; else of
     * those of them that this process has adopted. 0 where the system does not tell.
     */
    static long cpu() {
        ProcStat own = ProcStat.own();
        if (own == null) return 0;
        // Both are right as far as they see; the group knows nothing of what was before it.
        return Math.max(OwnGroup.cpu(), own.cpu() - before + ofOthers());
    }

    private static long ofOthers() {
        long sum = 0;
        for (long pid : Children.descendants()) {
            ProcStat stat = ProcStat.of(pid);
            if (stat != null) sum += stat.cpu();
        }
        return sum;
    }

    /** The most memory resident at once, in bytes: of this process exactly, of it and its children as far as {@link #resident} was asked. */
    static long peak() {
        return Math.max(peak, OwnProcess.peak());
    }

    /** Memory that this process and these children have resident now, in bytes. Memory that they share is counted for each. */
    static long resident(Set<Long> children) {
        long sum = OwnProcess.resident(OwnProcess.pid());
        for (long pid : children) sum += OwnProcess.resident(pid);
        peak = Math.max(peak, sum);
        return sum;
    }
}
