package mayfly.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mayfly.job.JobState;
import mayfly.testing.Snapshot;
import redis.clients.jedis.Jedis;

/** Waits until everything has come to rest: all jobs ended, nothing to bury, no process of a job. */
final class Rest {
    private final Deployment under;

    Rest(Deployment under) {
        this.under = under;
    }

    /** @return null when it has; else what has not within that time */
    String await(Duration patience) throws IOException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        String restless = restless();
        while (restless != null && System.nanoTime() < until) {
            Thread.sleep(200);
            restless = restless();
        }
        return restless;
    }

    private String restless() throws IOException {
        Snapshot redis = look();
        List<String> open = redis.jobs().entrySet().stream().filter(j -> !JobState.valueOf(j.getValue().get("state")).isFinal()).map(Map.Entry::getKey).toList();
        if (!open.isEmpty()) return "jobs " + open;
        if (!redis.set("mayfly:endings").isEmpty()) return "endings " + redis.set("mayfly:endings").keySet();
        if (!redis.set("mayfly:outbox").isEmpty()) return "letters " + redis.set("mayfly:outbox").keySet();
        List<Processes.Entry> left = leftovers();
        return left.isEmpty() ? null : "processes " + left;
    }

    Snapshot look() {
        try (Jedis redis = under.redis().connect()) {
            return Snapshot.take(redis::eval);
        }
    }

    /** Processes of jobs. */
    List<Processes.Entry> leftovers() throws IOException {
        return under.processes().look().stream().filter(p -> !p.attempt().isEmpty()).toList();
    }
}
