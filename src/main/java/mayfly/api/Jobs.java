package mayfly.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.queue.ProblemType;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /jobs} and {@code /jobs/{id}}. */
public final class Jobs {
    private final Api api;

    public Jobs(Api api) {
        this.api = api;
    }

    /** The caller's own jobs, those of {@link JobFilter}: {@code limit} of them after {@code offset}. */
    public void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = new Call(request);
        int limit = call.number("limit", 10, 1, 10_000);
        int page = call.number("page", 1, 1, 1_000_000); // as pages count
        int offset = call.number("offset", (int) Math.min(Integer.MAX_VALUE, (page - 1L) * limit), 0, Integer.MAX_VALUE);
        JobFilter filter = JobFilter.read(call);
        JobList jobs = JobList.read(api.jobs(), call.owner(), filter, offset, limit, Instant.now());
        ObjectNode body = Call.object();
        ArrayNode list = body.putArray("jobs");
        jobs.jobs().forEach(j -> list.add(StatusInfo.of(call, j)));
        ArrayNode links = body.putArray("links");
        call.selfLinks(links, call.here());
        if (jobs.next() >= 0) call.link(links, "next", "application/json", call.here("offset", jobs.next()), "Older jobs");
        // Where jobs are left out on the way nobody knows how many came before.
        if (offset > 0 && filter.isIndexed()) call.link(links, "prev", "application/json", call.here("offset", Math.max(0, offset - limit)), "Newer jobs");
        call.tagged(response, body);
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
            throw new Problem(ProblemType.BAD_BODY, "“until” is a time such as \"2026-12-24T18:00:00Z\"; found “" + until + "”.");
        }
    }
}
