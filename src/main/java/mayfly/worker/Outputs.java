package mayfly.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mayfly.job.RunFolder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes outputs to disk and describes them: {@code [{"id", "name", "mediaType", "size", "file": true|false, "value"?}]}. Every value is a file too, so that it
 * can be downloaded; a small one is also in the description, which goes into the record.
 */
final class Outputs {
    /** Bytes of values in one record; what is above is read from disk. */
    static final int INLINE = 16 * 1024;
    private final RunFolder folder;
    private final JsonMapper mapper;
    private int inline;

    Outputs(RunFolder folder, JsonMapper mapper) {
        this.folder = folder;
        this.mapper = mapper;
    }

    String write(Map<String, Object> outputs) throws IOException {
        Files.createDirectories(folder.outputs());
        ArrayNode all = mapper.createArrayNode();
        for (var e : outputs.entrySet()) {
            if (e.getValue() instanceof OutputFile file) describe(all, e.getKey(), file);
            else if (e.getValue() != null) writeValue(all, e.getKey(), e.getValue());
        }
        return mapper.writeValueAsString(all);
    }

    private void describe(ArrayNode all, String id, OutputFile file) throws IOException {
        if (!file.path().normalize().startsWith(folder.outputs()) || !Files.isRegularFile(file.path())) {
            throw new IOException("output " + id + ": " + file.name() + " was not written");
        }
        entry(all, id, file.path(), file.mediaType()).put("file", true);
    }

    private void writeValue(ArrayNode all, String id, Object value) throws IOException {
        Path path = folder.outputs().resolve(id + ".json");
        if (Files.exists(path)) path = folder.outputs().resolve(id + "-value.json");
        mapper.writeValue(path.toFile(), value);
        ObjectNode entry = entry(all, id, path, "application/json").put("file", false);
        long size = Files.size(path);
        if (inline + size <= INLINE) {
            inline += (int) size;
            entry.set("value", mapper.readTree(path.toFile()));
        }
    }

    private static ObjectNode entry(ArrayNode all, String id, Path path, String mediaType) throws IOException {
        return all.addObject().put("id", id).put("name", path.getFileName().toString()).put("mediaType", mediaType).put("size", Files.size(path));
    }
}
