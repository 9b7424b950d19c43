package mayfly.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import mayfly.job.Failure;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.RunFolder;
import mayfly.store.JobStore.Change;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The outcome that a worker left on disk because the store was away when it ended. */
final class SpooledOutcome {
    private SpooledOutcome() { }

    /** The change of state that the worker would have asked for; empty when it left none. */
    static Optional<Change> read(JobRecord job, RunFolder folder) throws IOException {
        if (!Files.isRegularFile(folder.result())) return Optional.empty();
        JsonNode root = JsonMapper.shared().readTree(Files.readAllBytes(folder.result()));
        if ("SUCCESSFUL".equals(root.path("state").asString())) {
            return Optional.of(Change.to(job.id(), JobState.SUCCESSFUL, "").of(job.attempt()).with(List.of("result", root.path("outputs").toString())));
        }
        JsonNode f = root.path("failure");
        var failure = new Failure(FailureKind.valueOf(f.path("kind").asString()), f.path("message").asString(), null, null, f.path("tail").asString());
        return Optional.of(Change.failed(job.id(), job.attempt(), failure));
    }
}
