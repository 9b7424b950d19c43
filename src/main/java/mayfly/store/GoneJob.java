package mayfly.store;

import java.time.Instant;
import mayfly.job.JobState;

/** What is left of a job after its time: enough to say what it was. */
public record GoneJob(String process, String label, JobState state, Instant created, Instant kept, Instant removed) {
    /** @param note "STATE created kept removed process label", as {@code remove.lua} leaves it */
    static GoneJob read(String note) {
        String[] words = note.split(" ", 6);
        return new GoneJob(words[4], words[5], JobState.valueOf(words[0]), time(words[1]), time(words[2]), time(words[3]));
    }

    private static Instant time(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
