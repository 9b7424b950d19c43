package mayfly.queue;

import java.nio.file.Files;
import java.util.Map;
import mayfly.job.Failure;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.LogTail;
import mayfly.job.RunFolder;
import mayfly.launch.OomKiller;

/** Why a worker ended that left no outcome, told from its exit code and its files. */
final class Autopsy {
    /** Nobody was there to take the exit code: the application was started anew in between. */
    static final int UNKNOWN = -1;
    /** 128 + 9, signal KILL. */
    static final int KILLED = 137;
    private static final int TAIL = 4000;
    private static final Map<Integer, String> SIGNALS = Map.of(1, "HUP", 2, "INT", 4, "ILL", 6, "ABRT", 7, "BUS", 8, "FPE", 9, "KILL", 11, "SEGV", 15, "TERM");

    private final JobRecord job;
    private final RunFolder folder;
    private final int exit;
    private final OomKiller.Part oom;

    /** @param oom what the kernel's OOM killer has to do with it */
    Autopsy(JobRecord job, RunFolder folder, int exit, OomKiller.Part oom) {
        this.oom = oom;
        this.job = job;
        this.folder = folder;
        this.exit = exit;
    }

    Failure verdict() {
        Integer signal = exit > 128 && exit < 128 + 65 ? exit - 128 : null;
        if (job.state() == JobState.LAUNCHING) return failure(FailureKind.LAUNCH, "Its worker ended before it began" + code() + ".", signal);
        if (outOfMemory()) return failure(FailureKind.MEMORY, "It needed more memory than the " + mebibytes() + " it is allowed.", signal);
        if (signal != null) return bySignal(signal);
        if (Files.exists(folder.quit())) return failure(FailureKind.COMPUTATION, "The computation ended its own process before it returned" + code() + ".", null);
        if (exit == UNKNOWN) return failure(FailureKind.LOST, "Its worker is gone and left no word. Its exit code is not known: nobody was there to see it end.", null);
        return failure(FailureKind.COMPUTATION, "Its worker ended without a result" + code() + ".", null);
    }

    private Failure bySignal(int signal) {
        // A mere suspicion is no verdict: another attempt may do well where this one was killed by a person.
        if (signal == 9 && !oom.words().isEmpty()) return failure(oom.certain() ? FailureKind.MEMORY : FailureKind.LOST, oom.words(), signal);
        String name = "signal " + signal + ", " + SIGNALS.getOrDefault(signal, "unnamed");
        return switch (signal) {
            case 4, 6, 7, 8, 11 -> failure(FailureKind.COMPUTATION, "Its Java process crashed (" + name + ").", signal);
            case 9 -> failure(FailureKind.LOST, "Its worker was killed from outside (" + name + "), by a person or a program; the system shows no sign that memory ran short.", signal);
            default -> failure(FailureKind.LOST, "Its worker was ended from outside (" + name + ").", signal);
        };
    }

    /** The JVM says so itself, on stdout, before it goes (-XX:+ExitOnOutOfMemoryError; exit code 3). */
    private boolean outOfMemory() {
        return (exit == 3 || exit == UNKNOWN) && LogTail.of(folder.stdout(), TAIL).contains("Terminating due to java.lang.OutOfMemoryError");
    }

    private String code() {
        return exit == UNKNOWN ? "" : " (exit code " + exit + ")";
    }

    private String mebibytes() {
        return (job.limits().memory() >> 20) + " MiB";
    }

    private Failure failure(FailureKind kind, String message, Integer signal) {
        return new Failure(kind, message, exit == UNKNOWN ? null : exit, signal, LogTail.of(folder.stderr(), TAIL));
    }
}
