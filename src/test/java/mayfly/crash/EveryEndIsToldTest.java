package mayfly.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mayfly.crash.Subscriber.Letter;
import mayfly.testing.Snapshot;
import org.junit.jupiter.api.Test;

/** That the promise about subscribers can be broken. */
class EveryEndIsToldTest {
    private static final Letter END = new Letter("JOB.success", "done", "key");
    private static final Letter PROGRESS = new Letter("JOB.progress.1", "progress", "key");

    private static List<String> breaches(String state, Letter... letters) {
        var sent = new Sent(new JobPlan("key", JobPlan.Kind.SHORT, "{}", null, null, null, 0, -1, false, false));
        sent.acknowledged("JOB", "node 1");
        var redis = new Snapshot(Map.of("mayfly:job:JOB", Map.of("state", state)), Map.of(), Map.of());
        return new EveryEndIsTold().breaches(new Evidence(List.of(sent), redis, List.of(), List.of(), List.of(letters), List.of(), Path.of(""), null));
    }

    @Test
    void keptAndBroken() {
        assertEquals(List.of(), breaches("SUCCESSFUL", PROGRESS, END));
        assertEquals(List.of(), breaches("SUCCESSFUL", END, END), "twice the same is no lie");
        assertTrue(breaches("SUCCESSFUL").get(0).contains("was told []"));
        assertTrue(breaches("SUCCESSFUL", PROGRESS).get(0).contains("JOB.progress.1"));
        assertTrue(breaches("SUCCESSFUL", END, PROGRESS).get(0).contains("after that"));
        assertTrue(breaches("FAILED", END).get(0).contains("is FAILED"));
    }
}
