package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mayfly.catalog.FormModel;
import mayfly.catalog.ProcessDescription;
import mayfly.job.JobRecord;
import mayfly.queue.Refusal;
import mayfly.web.FormView.Given;
import mayfly.web.FormView.Kept;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /processes/{id}}: the form, filled in from the query ({@code ?end=20}), from a sample ({@code ?sample=ID}) or from an
 * earlier job ({@code ?rerun=JOB}); the query goes over both.
 */
public final class FormPage {
    private final Desk desk;

    public FormPage(Desk desk) {
        this.desk = desk;
    }

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        ProcessDescription process = desk.jobs().process(ask.path("id"));
        var texts = new LinkedHashMap<String, List<String>>();
        Map<String, List<Kept>> kept = Map.of();
        var files = new KeptFiles(desk, process);
        Optional<ProcessDescription.Sample> sample = process.samples().stream().filter(s -> s.id().equals(ask.query("sample"))).findFirst();
        if (sample.isPresent()) {
            texts.putAll(FormModel.texts(process, inputs(sample.get())));
            kept = files.sample(sample.get());
        } else if (!ask.query("rerun").isEmpty()) {
            JobRecord job = earlier(ask, process);
            texts.putAll(FormModel.texts(process, Inputs.read(job)));
            kept = files.uploads(desk.jobs().inputsAgain(job), "from the earlier job is used again. Choose another file only to replace it.");
        }
        ask.query().forEach((name, values) -> {
            if (process.inputs().containsKey(name)) texts.put(name, values);
        });
        // Not no-store: a browser that goes back shows what was typed.
        response.setHeader("Cache-Control", "private, no-cache");
        Script.allow(response);
        desk.pages().show(request, response, 200, "form", "processes", FormView.of(desk, process, FormModel.fresh(process, texts), new Given(kept, Map.of()), null));
    }

    /** {@code GET /jobs/{id}/rerun}: the form with the inputs of that job. */
    public void rerun(HttpServletRequest request, HttpServletResponse response) {
        var ask = new Ask(request);
        JobRecord job = desk.jobs().job(ask.path("id"));
        Redirect.to(response, ask.url("/processes/" + URLEncoder.encode(job.process(), StandardCharsets.UTF_8) + "?rerun=" + job.id()));
    }

    /** {@code GET /processes/{id}/execution}: someone asked for the address that forms are sent to. */
    public void instead(HttpServletRequest request, HttpServletResponse response) {
        var ask = new Ask(request);
        Redirect.to(response, ask.url("/processes/" + desk.jobs().process(ask.path("id")).id()));
    }

    private JobRecord earlier(Ask ask, ProcessDescription process) {
        JobRecord job = desk.jobs().job(ask.query("rerun"));
        if (!job.process().equals(process.id())) throw new Refusal(Refusal.Reason.NO_SUCH_JOB, "The job to run again is of another process.");
        return job;
    }

    private static ObjectNode inputs(ProcessDescription.Sample sample) {
        ObjectNode inputs = JsonMapper.shared().createObjectNode();
        sample.inputs().forEach(inputs::set);
        return inputs;
    }
}
