package mayfly.store;

import java.time.Instant;
import java.util.Map;
import mayfly.job.JobState;

/** What is left of a job after its time: enough to say what it was. */
public record GoneJob(String process, String label, JobState state, Instant created, Instant kept, Instant removed) {
    static GoneJob read(Map<String, String> h) {
        return new GoneJob(h.get("process"), h.get("label"), JobState.valueOf(h.get("state")), time(h, "created"), time(h, "kept"), time(h, "removed"));
    }

    private static Instant time(Map<String, String> h, String name) {
        return Instant.ofEpochMilli(Long.parseLong(h.get(name)));
    }
}
