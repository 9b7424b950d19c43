package mayfly.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import mayfly.job.Failure;
import mayfly.job.FailureKind;
import mayfly.job.JobState;
import mayfly.job.RunFolder;
import mayfly.store.Change;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The outcome that a worker left on disk because the store was away when it ended.
 *
 * @param success the change of state that the worker would have asked for; null when it failed
 * @param failure null when it succeeded
 */
record SpooledOutcome(Change success, Failure failure) {

    /** Empty when it left none. */
    static Optional<SpooledOutcome> read(RunFolder folder) throws IOException {
        if (!Files.isRegularFile(folder.result())) return Optional.empty();
        JsonNode root = JsonMapper.shared().readTree(Files.readAllBytes(folder.result()));
        if ("SUCCESSFUL".equals(root.path("state").asString())) {
            return Optional.of(new SpooledOutcome(Change.to(folder.job(), JobState.SUCCESSFUL, "").of(folder.attempt()).with(List.of("result", root.path("outputs").toString())), null));
        }
        JsonNode f = root.path("failure");
        Integer exit = f.has("exit") ? Integer.valueOf(f.path("exit").asInt()) : null;
        return Optional.of(new SpooledOutcome(null, new Failure(FailureKind.valueOf(f.path("kind").asString()), f.path("message").asString(), exit, null, f.path("tail").asString())));
    }
}
