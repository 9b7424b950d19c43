package mayfly.web;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mayfly.catalog.ProcessDescription;
import mayfly.catalog.ProcessDescription.Input;
import mayfly.queue.JobService;
import mayfly.queue.Refusal;
import mayfly.queue.Upload;

/** Contents of files that were pasted into the text area beside the file field. What was pasted becomes a file; a form that comes back shows it as the text that it was. */
final class PastedTexts {
    static final String FIELD = ".paste";

    private final JobService jobs;
    private final ProcessDescription process;
    private final long limit;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<Upload> made = new ArrayList<>();

    /** @param limit largest file in bytes */
    PastedTexts(JobService jobs, ProcessDescription process, long limit) {
        this.jobs = jobs;
        this.process = process;
        this.limit = limit;
    }

    /** Takes the pasted texts out of a form. Beside a file that was sent with it a text is a fault: which of the two is meant cannot be told. */
    void claim(Posted posted) {
        process.inputs().forEach((id, input) -> {
            List<String> sent = input.form().paste() ? posted.texts().remove(id + FIELD) : null;
            String text = sent == null ? "" : String.join("\n", sent).replace("\r\n", "\n");
            if (text.isBlank()) return;
            texts.put(id, text);
            if (posted.uploads().containsKey(id)) posted.faults().put(id, "A file was chosen, and a text pasted as well. Give one of them: empty the text, or leave the file out.");
            else if (!posted.faults().containsKey(id)) receive(posted, id, input, text);
        });
    }

    private void receive(Posted posted, String id, Input input, String text) {
        String type = input.schema().path("contentMediaType").asString("text/plain");
        try {
            Upload upload = jobs.receive(id, name(input), type, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), limit);
            made.add(upload);
            posted.uploads().put(id, new ArrayList<>(List.of(upload)));
        } catch (Refusal e) {
            if (e.reason() != Refusal.Reason.TOO_LARGE) throw e;
            posted.faults().put(id, "The pasted text is larger than " + new Words().size(limit) + ", the most that is accepted.");
        }
    }

    /** The first ending that is welcome decides how the file is called. */
    private static String name(Input input) {
        return "pasted" + input.form().accept().stream().filter(a -> a.matches("\\.[A-Za-z0-9]{1,8}")).findFirst().orElse(".txt");
    }

    /** The form goes back: what was made of the texts is dropped, and they are shown again. */
    Map<String, String> takenBack(Posted posted) {
        for (Upload upload : made) posted.uploads().remove(upload.input());
        jobs.discard(made);
        return texts;
    }
}
