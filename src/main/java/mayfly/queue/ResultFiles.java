package mayfly.queue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.RunFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The outputs of a job: described in its record, their bytes on disk. */
final class ResultFiles {
    private final Path home;

    ResultFiles(Path home) {
        this.home = home;
    }

    /** Empty unless it was successful. An output whose file is gone is left out. */
    List<OutputView> of(JobRecord job) {
        var out = new ArrayList<OutputView>();
        if (job.state() != JobState.SUCCESSFUL || job.result() == null) return out;
        Path folder = new RunFolder(home, job.id(), job.attempt()).outputs();
        for (JsonNode o : JsonMapper.shared().readTree(job.result()).values()) {
            // A name from the worker: never a way out of the folder.
            Path path = folder.resolve(Path.of(o.path("name").asString()).getFileName());
            if (Files.isRegularFile(path)) out.add(view(o, path));
        }
        return out;
    }

    private static OutputView view(JsonNode o, Path path) {
        return new OutputView(o.path("id").asString(), path.getFileName().toString(), o.path("mediaType").asString("application/octet-stream"), o.path("size").asLong(),
                o.path("file").asBoolean(), o.has("value") ? o.get("value") : null, path);
    }
}
