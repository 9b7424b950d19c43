package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mayfly.catalog.Checked;
import mayfly.catalog.Fault;
import mayfly.catalog.FormFields;
import mayfly.catalog.FormModel;
import mayfly.catalog.ProcessDescription;
import mayfly.queue.Refusal;
import mayfly.queue.Submission;
import mayfly.queue.Upload;
import mayfly.web.FormView.Given;
import mayfly.web.FormView.Kept;
import mayfly.web.FormView.Notice;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /processes/{id}/execution} by form: 303 to the job, or the form again with each fault at its field, everything as it was
 * typed and the files that arrived kept.
 */
public final class FormExecution {
    private static final String TOKEN = "form-token";
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Desk desk;

    public FormExecution(Desk desk) {
        this.desk = desk;
    }

    public void submit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        ProcessDescription process = desk.jobs().process(ask.path("id"));
        Posted posted = new FormBody(desk.jobs(), desk.site().upload()).read(request, field -> process.inputs().containsKey(field) && process.inputs().get(field).isFile());
        String token = desk.seal().open("form", posted.text(TOKEN)).orElse(null);
        posted.texts().remove(TOKEN);
        var pasted = new PastedTexts(desk.jobs(), process, desk.site().upload());
        pasted.claim(posted);
        new KeptFiles(desk, process).claim(posted);
        ObjectNode inputs = FormFields.read(process, posted.texts());
        List<Upload> uploads = attach(process, posted, inputs);
        Checked checked = desk.check().apply(process, inputs);
        List<Fault> faults = faults(posted, checked);
        if (!faults.isEmpty()) {
            // Sent a second time, a kept file is not there any more because the job has it.
            Optional<String> made = token == null ? Optional.empty() : desk.jobs().madeBy(token);
            if (made.isPresent()) Redirect.to(response, ask.url("/jobs/" + made.get()));
            else again(ask, response, process, posted, pasted, faults);
            return;
        }
        try {
            var submitted = desk.jobs().submit(new Submission(process, checked.inputs(), uploads, ask.owner(), token));
            allowance(ask, response);
            Redirect.to(response, ask.url("/jobs/" + submitted.id()));
        } catch (Refusal refusal) {
            switch (refusal.reason()) {
                case QUEUE_FULL, DISK_FULL, READ_ONLY -> later(ask, response, process, posted, pasted, refusal);
                case KEY_REUSED -> otherwise(ask, response, process, posted, pasted);
                case STORE_DOWN -> away(ask, response, process, posted, pasted, refusal, token);
                default -> throw refusal;
            }
        }
    }

    private void allowance(Ask ask, HttpServletResponse response) {
        desk.jobs().allowance(ask.owner()).ifPresent(a -> {
            response.setHeader("RateLimit-Policy", a.policy());
            response.setHeader("RateLimit", a.limit());
        });
    }

    /** A file stands among the inputs by its name on disk, its own name, size and type. */
    private static List<Upload> attach(ProcessDescription process, Posted posted, ObjectNode inputs) {
        var uploads = new ArrayList<Upload>();
        posted.uploads().forEach((input, files) -> {
            ArrayNode list = JsonMapper.shared().createArrayNode();
            for (Upload u : files) list.addObject().put("file", u.id()).put("name", u.name()).put("size", u.size()).put("mediaType", u.mediaType());
            inputs.set(input, list.size() == 1 && !process.inputs().get(input).several() ? list.get(0) : list);
            uploads.addAll(files);
        });
        return uploads;
    }

    /** Faults of files go before what the check says of the same input: "too large" rather than "missing". */
    private static List<Fault> faults(Posted posted, Checked checked) {
        var byInput = new LinkedHashMap<String, Fault>();
        posted.faults().forEach((input, message) -> byInput.put(input, new Fault(input, message)));
        for (Fault f : checked.faults()) byInput.putIfAbsent(f.input(), f);
        return List.copyOf(byInput.values());
    }

    private void again(Ask ask, HttpServletResponse response, ProcessDescription process, Posted posted, PastedTexts pasted, List<Fault> faults) throws IOException {
        boolean large = posted.faults().values().stream().anyMatch(f -> f.contains(" is larger than "));
        show(ask, response, large ? 413 : 422, process, posted, pasted, faults, null);
    }

    private void later(Ask ask, HttpServletResponse response, ProcessDescription process, Posted posted, PastedTexts pasted, Refusal refusal) throws IOException {
        allowance(ask, response);
        Duration wait = refusal.retryAfter() == null ? AGAIN : refusal.retryAfter();
        response.setHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
        String when = refusal.retryAfter() == null ? "Send it again later." : "Send it again in " + new Words().duration(refusal.retryAfter()) + ".";
        var notice = new Notice("Nothing was started", refusal.getMessage() + " Everything is as you left it. " + when);
        show(ask, response, refusal.reason().status(), process, posted, pasted, List.of(), notice);
    }

    /** Somebody went back to a form that was sent, and changed it: most likely another job is wanted, but it may be the first one that is looked for. */
    private void otherwise(Ask ask, HttpServletResponse response, ProcessDescription process, Posted posted, PastedTexts pasted) throws IOException {
        show(ask, response, 422, process, posted, pasted, List.of(), new Notice("This form was sent before, with other entries",
                "It made a job then, which you find among your jobs; it is not touched, and nothing was started now. To start another job with what stands here, send it once more."));
    }

    /** The form with all that was typed and all files that arrived: nobody sends a large file twice because the store was away. */
    private void away(Ask ask, HttpServletResponse response, ProcessDescription process, Posted posted, PastedTexts pasted, Refusal refusal, String token) throws IOException {
        Duration wait = refusal.retryAfter() == null ? AGAIN : refusal.retryAfter();
        response.setHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
        var notice = new Notice("Nothing was started", refusal.getMessage() + " Everything is as you left it, files that have arrived are kept, and running jobs go on. Send it again in "
                + new Words().duration(wait) + ": it makes one job, however often it is sent.");
        FormModel model = FormModel.sent(process, posted.texts(), List.of());
        Script.allow(response);
        desk.pages().show(ask.http(), response, 503, "form", "processes", FormView.away(desk, process, model, given(process, posted, pasted), notice, token));
    }

    private Given given(ProcessDescription process, Posted posted, PastedTexts pasted) {
        Map<String, String> texts = pasted.takenBack(posted);
        return new Given(kept(process, posted), texts);
    }

    private Map<String, List<Kept>> kept(ProcessDescription process, Posted posted) {
        List<Upload> uploads = posted.uploads().values().stream().flatMap(List::stream).toList();
        return new KeptFiles(desk, process).uploads(uploads, "has arrived and is kept. Choose another file only to replace it.");
    }

    private void show(Ask ask, HttpServletResponse response, int status, ProcessDescription process, Posted posted, PastedTexts pasted, List<Fault> faults, Notice notice) throws IOException {
        FormModel model = FormModel.sent(process, posted.texts(), faults);
        Script.allow(response);
        desk.pages().show(ask.http(), response, status, "form", "processes", FormView.of(desk, process, model, given(process, posted, pasted), notice));
    }
}
