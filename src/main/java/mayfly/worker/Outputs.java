package mayfly.worker;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mayfly.job.RunFolder;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes outputs to disk and describes them: {@code [{"id", "name", "mediaType", "size", "file": true|false, "value"?}]}. Every value is a file too, so that it
 * can be downloaded; a small one is also in the description, which goes into the record.
 */
final class Outputs {
    /** Bytes of values in one record; what is above is read from disk. */
    static final int INLINE = 16 * 1024;
    private final RunFolder folder;
    private final JsonFactory json;
    private final ValueWriter writer;
    private int inline;

    Outputs(RunFolder folder, JsonFactory json) {
        this.folder = folder;
        this.json = json;
        this.writer = new ValueWriter(json);
    }

    String write(Map<String, Object> outputs) throws IOException {
        Files.createDirectories(folder.outputs());
        var text = new StringWriter();
        try (JsonGenerator all = json.createGenerator(ObjectWriteContext.empty(), text)) {
            all.writeStartArray();
            for (var e : outputs.entrySet()) {
                if (e.getValue() instanceof OutputFile file) describe(all, e.getKey(), file);
                else if (e.getValue() != null) writeValue(all, e.getKey(), e.getValue());
            }
            all.writeEndArray();
        }
        return text.toString();
    }

    private void describe(JsonGenerator all, String id, OutputFile file) throws IOException {
        if (!file.path().normalize().startsWith(folder.outputs()) || !Files.isRegularFile(file.path())) {
            throw new IOException("output " + id + ": " + file.name() + " was not written");
        }
        begin(all, id, file.path(), file.mediaType());
        all.writeBooleanProperty("file", true);
        all.writeEndObject();
    }

    private void writeValue(JsonGenerator all, String id, Object value) throws IOException {
        Path path = folder.outputs().resolve(id + ".json");
        if (Files.exists(path)) path = folder.outputs().resolve(id + "-value.json");
        if (!writer.write(path, value)) Binding.mapper(folder.inputs()).writeValue(path.toFile(), value);
        long size = Files.size(path);
        begin(all, id, path, "application/json");
        all.writeBooleanProperty("file", false);
        if (inline + size <= INLINE) {
            inline += (int) size;
            all.writeName("value");
            all.writeRawValue(Files.readString(path));
        }
        all.writeEndObject();
    }

    private static void begin(JsonGenerator all, String id, Path path, String mediaType) throws IOException {
        all.writeStartObject();
        all.writeStringProperty("id", id);
        all.writeStringProperty("name", path.getFileName().toString());
        all.writeStringProperty("mediaType", mediaType);
        all.writeNumberProperty("size", Files.size(path));
    }
}
