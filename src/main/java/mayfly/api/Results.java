package mayfly.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.queue.OutputView;
import mayfly.queue.ProblemType;
import mayfly.queue.Refusal;
import mayfly.queue.ResultDocument;

/** {@code GET /jobs/{id}/results}, and the answer of a synchronous execution, which is the same. */
public final class Results {
    private final Api api;

    public Results(Api api) {
        this.api = api;
    }

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = new Call(request);
        JobRecord job = api.jobs().job(call.path("id"));
        if (job.state() == JobState.SUCCESSFUL && call.isKnown(response, "results", job.reading(), api.jobs().outputs(job).stream().map(OutputView::path).toList())) return;
        answer(call, response, job);
    }

    /** @throws RuntimeException a {@link Problem} or {@link Refusal} when the job has no results */
    void answer(Call call, HttpServletResponse response, JobRecord job) throws IOException {
        if (job.state() != JobState.SUCCESSFUL) throw none(job);
        List<OutputView> outputs = api.jobs().outputs(job);
        if (job.asked().raw()) {
            new RawResults(call, job, outputs).send(call.http(), response);
            return;
        }
        response.setContentType("application/json");
        if (!response.containsHeader("Cache-Control")) response.setHeader("Cache-Control", "private, no-store");
        if (call.http().getMethod().equals("HEAD")) response.flushBuffer(); // or the container would say that it has no bytes
        else new ResultDocument(job, outputs, call.url("")).write(response.getOutputStream());
    }

    private static RuntimeException none(JobRecord job) {
        if (!job.state().isFinal()) return new Problem(ProblemType.RESULT_NOT_READY, "The job is " + job.state().status() + ".");
        if (job.state() == JobState.DISMISSED) return new Refusal(Refusal.Reason.NO_RESULT, "The job was dismissed and has no results.");
        if (job.failure() == null) return new Problem(ProblemType.FAILED_LOST, "Nothing more is known.");
        return new Problem(ProblemType.of(job.failure().kind()), job.failure().message());
    }
}
