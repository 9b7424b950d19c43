package mayfly.catalog;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mayfly.catalog.ProcessDescription.Input;
import mayfly.catalog.ProcessDescription.Sample;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Samples of a description: read, and checked like a submission, since a sample that is refused teaches nobody. */
final class SampleCheck {
    private SampleCheck() { }

    static Map<String, JsonNode> values(Section sample) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        Section inputs = sample.section("inputs");
        for (String id : inputs.keys()) values.put(id, inputs.value(id));
        return Collections.unmodifiableMap(values);
    }

    /** Paths are relative to the description's file; every file must be there. One file, or a list of them. */
    static Map<String, List<Path>> files(Section sample, Path description) {
        Map<String, List<Path>> files = new LinkedHashMap<>();
        Section named = sample.section("files");
        for (String id : named.keys()) {
            List<String> names = named.value(id).isArray() ? named.texts(id) : named.text(id) == null ? List.of() : List.of(named.text(id));
            for (String name : names) {
                Path file = resolve(description, name);
                if (file != null) files.computeIfAbsent(id, i -> new ArrayList<>()).add(file);
                if (file == null || !Files.isRegularFile(file) || !Files.isReadable(file)) named.fault(id, "the sample's file " + Quote.of(name) + " is not there");
            }
        }
        return Collections.unmodifiableMap(files);
    }

    private static Path resolve(Path description, String name) {
        try {
            return description.resolveSibling(name).normalize();
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** Notes a fault for every sample that the process itself would refuse. */
    static void check(ProcessDescription process, FileFaults faults) {
        if (process.samples().isEmpty()) return;
        InputCheck check = InputCheck.of(process);
        for (int i = 0; i < process.samples().size(); i++) {
            Sample sample = process.samples().get(i);
            String path = "/samples/" + i;
            for (Fault fault : check.check(inputs(process, sample, path, faults)).faults()) {
                String part = sample.inputs().containsKey(fault.input()) ? "/inputs/" + fault.input() : fault.input().isEmpty() ? "/inputs" : "";
                faults.add(path + part, "the sample is not valid: " + (fault.input().isEmpty() ? "" : fault.input() + ": ") + fault.message());
            }
        }
    }

    private static ObjectNode inputs(ProcessDescription process, Sample sample, String path, FileFaults faults) {
        ObjectNode inputs = JsonNodeFactory.instance.objectNode();
        sample.inputs().forEach(inputs::set);
        for (String id : sample.files().keySet()) {
            Input input = process.inputs().get(id);
            if (input != null && input.isFile() && !input.several() && sample.files().get(id).size() > 1) faults.add(path + "/files/" + id, Quote.of(id) + " takes one file");
            if (input != null && input.isFile() && input.several()) sample.files().get(id).forEach(f -> inputs.withArrayProperty(id).addObject().put("file", "sample").put("name", "sample"));
            else if (input != null && input.isFile()) inputs.putObject(id).put("file", "sample").put("name", "sample");
            else faults.add(path + "/files/" + id, Quote.of(id) + (input == null ? " is no input" : " is no file input"));
        }
        return inputs;
    }
}
