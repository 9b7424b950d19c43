package mayfly.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.queue.JobPage;
import mayfly.queue.JobQuery;
import mayfly.queue.OutputView;
import mayfly.queue.Refusal;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /jobs}, {@code /jobs/{id}} and {@code /jobs/{id}/results}. */
public final class Jobs {
    private final Api api;

    public Jobs(Api api) {
        this.api = api;
    }

    /** The caller's own jobs: {@code limit}, {@code page}, {@code processID}, {@code status}. */
    public void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = new Call(request);
        int limit = call.number("limit", 10, 1, 100);
        int page = call.number("page", 1, 1, 1_000_000);
        String process = call.query("processID").isEmpty() ? null : call.query("processID").get(0);
        JobPage jobs = api.jobs().jobs(new JobQuery(call.owner(), process, states(call), page, limit));
        ObjectNode body = Call.object();
        ArrayNode list = body.putArray("jobs");
        jobs.jobs().forEach(j -> list.add(StatusInfo.of(call, j)));
        ArrayNode links = body.putArray("links");
        call.selfLinks(links, "/jobs");
        if ((long) page * limit < jobs.total()) call.link(links, "next", "application/json", "/jobs?f=json&limit=" + limit + "&page=" + (page + 1), "Older jobs");
        Call.answer(response, body);
    }

    private static Set<JobState> states(Call call) {
        Set<JobState> states = EnumSet.noneOf(JobState.class);
        for (String all : call.query("status")) {
            for (String status : all.split(",")) {
                int before = states.size();
                for (JobState s : JobState.values()) if (s.status().equals(status)) states.add(s);
                if (states.size() == before) throw new Problem(400, "Bad parameter", "“status” is accepted, running, successful, failed or dismissed; found “" + status + "”.");
            }
        }
        return states;
    }

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = new Call(request);
        JobRecord job = api.jobs().job(call.path("id"));
        if (!call.isKnown(response, "status", job.id(), job.state(), job.times(), job.progress(), job.attempts(), job.retries().next(), job.kin(), job.notices())) Call.answer(response, StatusInfo.whole(call, job));
    }

    /** {@code DELETE}: cancels an unfinished job, removes a finished one. */
    public void dismiss(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = new Call(request);
        JobRecord job = api.jobs().job(call.path("id"));
        if (job.state().isFinal()) {
            api.jobs().delete(job.id(), call.owner());
            Call.answer(response, StatusInfo.of(call, job).put("status", "dismissed").put("message", "Removed with its files"));
        } else Call.answer(response, StatusInfo.of(call, api.jobs().dismiss(job.id(), call.owner())));
    }

    /** {@code POST /jobs/{id}/retry}: the next attempt begins without waiting any longer; where none is waited for nothing changes, as the answer shows. */
    public void retry(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = new Call(request);
        Call.answer(response, StatusInfo.whole(call, api.jobs().retryNow(call.path("id"), call.owner())));
    }

    /** {@code POST /jobs/{id}/keep} with {@code {"until": "2026-12-24T18:00:00Z"}}. */
    public void keep(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = new Call(request);
        String until = JsonBody.read(request).path("until").asString("");
        try {
            Call.answer(response, StatusInfo.whole(call, api.jobs().keep(call.path("id"), call.owner(), Instant.parse(until))));
        } catch (DateTimeException e) {
            throw new Problem(400, "Bad time", "“until” is a time such as \"2026-12-24T18:00:00Z\"; found “" + until + "”.");
        }
    }

    /** A document of all outputs: values inline, files and large values as links. */
    public void results(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = new Call(request);
        JobRecord job = api.jobs().job(call.path("id"));
        if (job.state() != JobState.SUCCESSFUL) throw none(job);
        List<OutputView> outputs = api.jobs().outputs(job);
        if (call.isKnown(response, "results", job.reading(), outputs.stream().map(OutputView::path).toList())) return;
        ObjectNode body = Call.object();
        for (OutputView o : outputs) {
            if (!o.isFile() && o.value() != null) body.set(o.id(), o.value());
            else body.putObject(o.id()).put("href", call.url("/jobs/" + job.id() + "/results/" + o.id())).put("type", o.mediaType()).put("title", o.name());
        }
        Call.answer(response, body);
    }

    private static RuntimeException none(JobRecord job) {
        if (!job.state().isFinal()) return new Problem(404, Problems.OGC + "result-not-ready", "Result not ready", "The job is " + job.state().status() + ".", java.util.List.of());
        if (job.state() == JobState.DISMISSED) return new Refusal(Refusal.Reason.NO_RESULT, "The job was dismissed and has no results.");
        if (job.failure() == null) return new Problem(500, "urn:mayfly:failure:lost", "Its worker was lost", "Nothing more is known.", java.util.List.of());
        String kind = job.failure().kind().name().toLowerCase(java.util.Locale.ROOT);
        int status = job.failure().kind() == mayfly.job.FailureKind.INPUT ? 422 : 500;
        return new Problem(status, "urn:mayfly:failure:" + kind, job.failure().kind().title(), job.failure().message(), java.util.List.of());
    }
}
