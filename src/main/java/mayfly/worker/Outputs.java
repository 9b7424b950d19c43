package mayfly.worker;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mayfly.job.RunFolder;

/**
 * Writes outputs to disk and describes them: {@code [{"id", "name", "mediaType", "size", "file": true|false, "value"?}]}. Every value is a file too, so that it
 * can be downloaded; a small one is also in the description, which goes into the record.
 */
final class Outputs {
    /** Bytes of values in one record; what is above is read from disk. */
    static final int INLINE = 16 * 1024;
    private final RunFolder folder;
    private int inline;

    Outputs(RunFolder folder) {
        this.folder = folder;
    }

    String write(Map<String, Object> outputs) throws IOException {
        Files.createDirectories(folder.outputs());
        var text = new StringWriter();
        try (JsonText all = new JsonText(text)) {
            all.begin('[');
            for (var e : outputs.entrySet()) {
                if (e.getValue() instanceof OutputFile file) describe(all, e.getKey(), file);
                else if (e.getValue() != null) writeValue(all, e.getKey(), e.getValue());
            }
            all.end(']');
        }
        return text.toString();
    }

    private void describe(JsonText all, String id, OutputFile file) throws IOException {
        if (!file.path().normalize().startsWith(folder.outputs()) || !Files.isRegularFile(file.path())) {
            throw new IOException("output " + id + ": " + file.name() + " was not written");
        }
        begin(all, id, file.path(), file.mediaType());
        all.name("file").raw("true");
        all.end('}');
    }

    private void writeValue(JsonText all, String id, Object value) throws IOException {
        Path path = folder.outputs().resolve(id + ".json");
        if (Files.exists(path)) path = folder.outputs().resolve(id + "-value.json");
        if (!ValueWriter.write(path, value)) Binding.mapper(folder.inputs()).writeValue(path.toFile(), value);
        long size = Files.size(path);
        begin(all, id, path, "application/json");
        all.name("file").raw("false");
        if (inline + size <= INLINE) {
            inline += (int) size;
            all.name("value").raw(Files.readString(path));
        }
        all.end('}');
    }

    private static void begin(JsonText all, String id, Path path, String mediaType) throws IOException {
        all.begin('{');
        all.name("id").value(id);
        all.name("name").value(path.getFileName().toString());
        all.name("mediaType").value(mediaType);
        all.name("size").raw(Long.toString(Files.size(path)));
    }
}
