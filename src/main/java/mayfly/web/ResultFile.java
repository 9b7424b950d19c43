package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import mayfly.job.JobRecord;
import mayfly.queue.OutputView;
import mayfly.queue.ProblemType;
import mayfly.queue.Refusal;
import tools.jackson.core.JsonToken;

/** {@code GET /jobs/{id}/results/{name}}: one output's bytes, for both faces; a list also as {@code ?f=csv}. */
public final class ResultFile {
    private final Desk desk;

    public ResultFile(Desk desk) {
        this.desk = desk;
    }

    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        JobRecord job = desk.jobs().job(ask.path("id"));
        OutputView output = find(job, ask.path("name"));
        if (ask.query("f").equals("csv") && !output.isFile()) csv(request, response, output);
        else if (output.path() != null && Files.exists(output.path())) new Download(output.path(), name(output), output.mediaType()).send(request, response);
        else if (output.value() != null) json(response, output);
        else throw new Refusal(Refusal.Reason.NO_RESULT, "The file of this result is gone.");
    }

    private OutputView find(JobRecord job, String name) {
        var outputs = desk.jobs().outputs(job);
        return outputs.stream().filter(o -> o.id().equals(name)).findFirst().or(() -> outputs.stream().filter(o -> o.name().equals(name)).findFirst())
                .orElseThrow(() -> new Refusal(Refusal.Reason.NO_RESULT, "This job has no result of that name."));
    }

    private void csv(HttpServletRequest request, HttpServletResponse response, OutputView output) throws IOException {
        if (Elements.kind(output) != JsonToken.START_ARRAY) throw new Trouble(ProblemType.NO_RESULT, "There is no such result", "Only a list can be had as CSV.");
        response.setContentType("text/csv; charset=utf-8");
        response.setHeader("Content-Disposition", Download.disposition("attachment", output.id() + ".csv"));
        response.setHeader("Cache-Control", "private, no-cache");
        if (request.getMethod().equals("HEAD")) {
            response.flushBuffer(); // or the container would say that it has no bytes
            return;
        }
        var out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), 65_536);
        Csv.write(output, out);
        out.flush();
    }

    private static void json(HttpServletResponse response, OutputView output) throws IOException {
        byte[] bytes = output.value().toString().getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setHeader("Content-Disposition", Download.disposition("attachment", name(output)));
        response.setHeader("Cache-Control", "private, no-cache");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static String name(OutputView output) {
        return output.name() == null || output.name().isEmpty() ? output.id() + (output.isFile() ? "" : ".json") : output.name();
    }
}
