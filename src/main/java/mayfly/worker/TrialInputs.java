package mayfly.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mayfly.job.RunFolder;

/** Lays the inputs of a trial as a submission lays them: values as JSON, files beside it under names that the application gives. */
final class TrialInputs {
    private final RunFolder folder;
    private int files;

    private TrialInputs(RunFolder folder) {
        this.folder = folder;
    }

    /** A file that exists in memory only. */
    record Upload(String name, String mediaType, byte[] content) { }

    static void write(RunFolder folder, Map<String, Object> inputs) throws IOException {
        var laid = new TrialInputs(folder);
        var values = new LinkedHashMap<String, Object>();
        for (var e : inputs.entrySet()) values.put(e.getKey(), laid.value(e.getValue()));
        var text = new StringWriter();
        if (ValueWriter.write(text, values)) {
            Files.writeString(folder.values(), text.toString());
            return;
        }
        try (OutputStream out = Files.newOutputStream(folder.values())) {
            Binding.write(folder, out, values);
        }
    }

    private Object value(Object value) throws IOException {
        if (value instanceof Path file) {
            String type = Files.probeContentType(file);
            return file(new Upload(file.getFileName().toString(), type == null ? "application/octet-stream" : type, Files.readAllBytes(file)));
        }
        if (value instanceof Upload upload) return file(upload);
        if (!(value instanceof List<?> several)) return value;
        var out = new ArrayList<>();
        for (Object one : several) out.add(value(one));
        return out;
    }

    private Map<String, Object> file(Upload upload) throws IOException {
        String name = "input-" + ++files;
        Files.write(folder.inputs().resolve(name), upload.content());
        var out = new LinkedHashMap<String, Object>();
        out.put("file", name);
        out.put("name", upload.name());
        out.put("size", (long) upload.content().length);
        out.put("mediaType", upload.mediaType());
        return out;
    }
}
