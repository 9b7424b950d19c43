package mayfly.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import mayfly.catalog.ProcessDescription.Input;
import mayfly.job.JobRecord;
import mayfly.job.RunFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether a submission whose token has made a job already is that one sent again: the same process, the same inputs, files of the same names and bytes, to be
 * answered in the same way. */
final class Twin {
    private final Path originals;
    private final JobRecord job;
    private final Submission submission;
    private final Map<String, Upload> uploads;

    /** @param job that the token made */
    Twin(Path home, JobRecord job, Submission submission) {
        this.originals = RunFolder.originals(home, job.id());
        this.job = job;
        this.submission = submission;
        this.uploads = submission.uploads().stream().collect(Collectors.toMap(Upload::id, Function.identity(), (a, b) -> a));
    }

    boolean isSame() throws IOException {
        if (!job.asked().equals(submission.asked())) return false;
        JsonNode then = JsonMapper.shared().readTree(job.inputs());
        if (!job.process().equals(submission.process().id()) || then.size() != submission.inputs().size()) return false;
        for (Map.Entry<String, JsonNode> e : submission.inputs().properties()) {
            boolean file = Optional.ofNullable(submission.process().inputs().get(e.getKey())).filter(Input::isFile).isPresent();
            if (!isSame(then.path(e.getKey()), e.getValue(), file)) return false;
        }
        return true;
    }

    private boolean isSame(JsonNode then, JsonNode now, boolean file) throws IOException {
        if (!file) return then.equals(now);
        if (!now.isArray()) return isSameFile(then, now);
        if (then.size() != now.size()) return false;
        for (int i = 0; i < now.size(); i++) if (!isSameFile(then.path(i), now.get(i))) return false;
        return true;
    }

    /** Its bytes cannot be compared where the other one, sent at the same time, has taken the upload along. */
    private boolean isSameFile(JsonNode then, JsonNode now) throws IOException {
        for (String fact : new String[] {"name", "size", "mediaType"}) if (!then.path(fact).asString("").equals(now.path(fact).asString(""))) return false;
        Upload upload = uploads.get(now.path("file").asString(""));
        Path first = originals.resolve(String.valueOf(Path.of(then.path("file").asString("")).getFileName()));
        return upload == null || !Files.exists(upload.path()) || !Files.exists(first) || Files.mismatch(upload.path(), first) < 0;
    }
}
