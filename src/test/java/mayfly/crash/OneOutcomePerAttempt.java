package mayfly.crash;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mayfly.job.JobState;

/** No attempt ends twice. */
final class OneOutcomePerAttempt implements Promise {
    @Override
    public String words() {
        return "no attempt's outcome was written twice, and none was lost that stands on disk";
    }

    @Override
    public List<String> breaches(Evidence e) throws Exception {
        var out = new ArrayList<String>();
        e.redis().jobs().forEach((id, job) -> {
            Set<Integer> ended = new HashSet<>();
            for (Story entry : Story.of(job)) if ((entry.state().isFinal() || entry.state() == JobState.RETRYING) && !ended.add(entry.attempt())) {
                // A job that waits for its next attempt may be cancelled: then its last attempt has ended, and the job ends.
                if (entry.state() != JobState.DISMISSED) out.add(id + ": attempt " + entry.attempt() + " has ended twice: " + Story.of(job));
            }
            if ("LOST".equals(job.get("kind")) && java.nio.file.Files.exists(e.folder(id).resolve(job.get("attempt")).resolve("result.json"))) {
                out.add(id + ": attempt " + job.get("attempt") + " is said to be lost, and its outcome lies on disk");
            }
        });
        return out;
    }
}
