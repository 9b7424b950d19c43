package mayfly.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Worker;

/**
 * State of a job in a word, with icon and tone.
 *
 * @param kind suffix of the classes {@code is-KIND} and of the icon
 * @param word what it says
 */
public record Badge(String kind, String word) {
    /** A worker that says nothing for longer is shown as silent. It reports about every second. */
    static final Duration SILENCE = Duration.ofSeconds(15);

    public static Badge of(JobState state) {
        return new Badge(state.name().toLowerCase(Locale.ROOT), state.word());
    }

    public static Badge of(JobRecord job, Instant now) {
        return silence(job, now) == null ? of(job.state()) : new Badge("silent", "Running, silent");
    }

    /** How long a running job's worker has been silent, when that is worth saying; null otherwise. */
    static Duration silence(JobRecord job, Instant now) {
        if (job.state() != JobState.RUNNING || job.worker() == null) return null;
        Worker worker = job.worker();
        Instant last = worker.heard() != null ? worker.heard() : job.times().started();
        if (last == null) return null;
        Duration silent = Duration.between(last, now);
        return silent.compareTo(SILENCE) > 0 || isStopped(worker) ? silent : null;
    }

    /** Whether its process was found stopped, and has not said anything since. */
    static boolean isStopped(Worker worker) {
        return worker.stopped() && worker.seen() != null && (worker.heard() == null || worker.seen().isAfter(worker.heard()));
    }

    /** The icon's drawing in a box of 16, one path each. */
    public String path() {
        return icon(kind);
    }

    /** Path of an icon by name. */
    public static String icon(String name) {
        return switch (name) {
            case "waiting" -> "M4.5 2.5h7M4.5 13.5h7M5.5 2.5v2.2L8 8l2.5-3.3V2.5M5.5 13.5v-2.2L8 8l2.5 3.3v2.2";
            case "queued" -> "M3 4h10M3 8h10M3 12h5";
            case "launching" -> "M8 13V3.5M4 7l4-4 4 4";
            case "running" -> "M5 3.5v9l7.5-4.5z";
            case "silent" -> "M3 8v.1M8 8v.1M13 8v.1";
            case "retrying" -> "M13 8.2a5 5 0 1 1-1.6-3.9L13 5.8M13 2.5v3.3H9.7";
            case "successful" -> "M3 8.5l3.3 3.3L13 5";
            case "failed" -> "M4 4l8 8M12 4l-8 8";
            case "dismissed" -> "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM4.2 4.2l7.6 7.6";
            case "pulse" -> "M1.5 8h3l1.7-4.5 3 9L11 8h3.5";
            case "warn" -> "M8 2.5l6 11H2zM8 6.5v3M8 11.5v.1";
            default -> "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 7.5v3M8 5.3v.1";
        };
    }
}
