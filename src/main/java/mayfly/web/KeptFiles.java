package mayfly.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mayfly.catalog.ProcessDescription;
import mayfly.queue.Upload;
import mayfly.web.FormView.Kept;

/**
 * Files that a form has already, because browsers never fill a file field again: from a submission that was faulty, from an earlier job, or
 * from a sample. The form carries their names, sealed for one input of one process.
 */
final class KeptFiles {
    private static final String UPLOAD = ".kept";
    private static final String SAMPLE = ".sample";

    private final Desk desk;
    private final ProcessDescription process;

    KeptFiles(Desk desk, ProcessDescription process) {
        this.desk = desk;
        this.process = process;
    }

    /** How uploads that are there appear on the form, by input. */
    Map<String, List<Kept>> uploads(Iterable<Upload> uploads, String text) {
        var kept = new LinkedHashMap<String, List<Kept>>();
        var say = new Words();
        for (Upload u : uploads) {
            kept.computeIfAbsent(u.input(), i -> new ArrayList<>())
                    .add(new Kept(u.input() + UPLOAD, sealed(u.input(), u.id()), say.name(u.name()), say.size(u.size()), text));
        }
        return kept;
    }

    /** What a form sends in the place of a file that is there. */
    String sealed(String input, String upload) {
        return desk.seal().close(purpose(input), upload);
    }

    /** How the files of a sample appear on the form, by input. Copied only when the form is sent. */
    Map<String, List<Kept>> sample(ProcessDescription.Sample sample) {
        var kept = new LinkedHashMap<String, List<Kept>>();
        sample.files().forEach((input, files) -> {
            for (int i = 0; i < files.size(); i++) {
                kept.computeIfAbsent(input, k -> new ArrayList<>()).add(new Kept(input + SAMPLE, desk.seal().close(purpose(input), sample.id() + " " + i), files.get(i).getFileName().toString(),
                        new Words().size(size(files.get(i))), "is the sample. Choose another file only to replace it."));
            }
        });
        return kept;
    }

    /**
     * Takes the kept files out of a form that came back. A file newly sent replaces what was kept; one that is gone becomes a fault at its
     * field. Names that were not sealed by us are as if they were not there.
     */
    void claim(Posted posted) throws IOException {
        for (String input : process.inputs().keySet()) {
            List<String> uploads = take(posted, input + UPLOAD);
            List<String> samples = take(posted, input + SAMPLE);
            if (posted.uploads().containsKey(input) || posted.faults().containsKey(input)) continue;
            for (String sealed : uploads) claimUpload(posted, input, sealed);
            for (String sealed : samples) claimSample(posted, input, sealed);
        }
    }

    private void claimUpload(Posted posted, String input, String sealed) {
        Optional<String> id = desk.seal().open(purpose(input), sealed);
        if (id.isEmpty()) return;
        Optional<Upload> kept = desk.jobs().kept(id.get());
        if (kept.isPresent()) posted.uploads().computeIfAbsent(input, i -> new ArrayList<>()).add(kept.get());
        else posted.faults().put(input, "The file that had arrived is not kept any more. Choose it again.");
    }

    private void claimSample(Posted posted, String input, String sealed) throws IOException {
        String[] named = desk.seal().open(purpose(input), sealed).orElse("").split(" ");
        if (named.length != 2) return;
        // The description may have changed since.
        Optional<Path> file = process.samples().stream().filter(s -> s.id().equals(named[0])).flatMap(s -> s.files().getOrDefault(input, List.of()).stream().skip(Integer.parseInt(named[1]))).findFirst();
        if (file.isEmpty()) return;
        String name = file.get().getFileName().toString();
        String type = Files.probeContentType(file.get());
        try (InputStream bytes = Files.newInputStream(file.get())) {
            Upload upload = desk.jobs().receive(input, name, type == null ? "application/octet-stream" : type, bytes, desk.site().upload());
            posted.uploads().computeIfAbsent(input, i -> new ArrayList<>()).add(upload);
        }
    }

    private static List<String> take(Posted posted, String name) {
        List<String> values = posted.texts().remove(name);
        return values == null ? List.of() : values;
    }

    private String purpose(String input) {
        return "kept " + process.id() + " " + input;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
