package mayfly.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import mayfly.job.FailureKind;
import mayfly.job.JobRecord;
import mayfly.queue.AgainStep;
import mayfly.queue.LetterPage;
import mayfly.queue.LetterQuery;
import mayfly.queue.ProblemType;
import mayfly.queue.RanAgain;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /operator/failed} for programs: everybody's failed jobs, and running them again. */
public final class FailedJobs {
    private static final String KINDS = Arrays.stream(FailureKind.values()).map(FailedJobs::word).collect(Collectors.joining(", "));
    private final Api api;

    public FailedJobs(Api api) {
        this.api = api;
    }

    /** {@code kind}, {@code process}, {@code limit}, {@code page}. */
    public void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = new Call(request);
        int limit = call.number("limit", 20, 1, LetterQuery.MOST);
        int page = call.number("page", 1, 1, 1_000_000);
        String kind = call.query("kind").isEmpty() ? "" : call.query("kind").get(0);
        LetterQuery query = query(kind, call.query("process").isEmpty() ? "" : call.query("process").get(0), (page - 1L) * limit, limit, 0);
        LetterPage letters = api.jobs().letters(query);
        ObjectNode body = Call.object().put("total", letters.total()).put("runAgain", letters.again());
        ObjectNode kinds = body.putObject("kinds");
        letters.kinds().forEach((k, n) -> kinds.put(word(k), n));
        ArrayNode jobs = body.putArray("jobs");
        letters.jobs().forEach(job -> jobs.add(letter(call, job)));
        ArrayNode links = body.putArray("links");
        call.selfLinks(links, "/operator/failed");
        if ((long) page * limit < letters.total()) call.link(links, "next", "application/json", "/operator/failed?f=json&kind=" + kind + "&limit=" + limit + "&page=" + (page + 1)
                + (query.process() == null ? "" : "&process=" + java.net.URLEncoder.encode(query.process(), java.nio.charset.StandardCharsets.UTF_8)), "Older jobs");
        Call.answer(response, body);
    }

    private static ObjectNode letter(Call call, JobRecord job) {
        return StatusInfo.whole(call, job).put("owner", job.owner().name()).put("label", job.label()).put("kind", job.failure() == null ? "" : word(job.failure().kind()));
    }

    /**
     * {@code POST /operator/failed/again}: {@code {"jobs": [ids]}}, or {@code {"kind": , "process": }} for all of these, at most {@value LetterQuery#MOST} in one request;
     * {@code next} of the answer is the body of the request for the next ones.
     */
    public void again(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String type = Objects.requireNonNullElse(request.getHeader("Content-Type"), "").toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/json")) throw new Problem(ProblemType.MEDIA_TYPE, "Send application/json: {\"jobs\": [ids]}, or {\"kind\": \"lost\"} for all of a kind, {} for all.");
        ObjectNode body = JsonBody.read(request);
        AgainStep step = body.has("jobs") ? AgainStep.of(api.jobs(), ids(body.get("jobs")))
                : AgainStep.of(api.jobs(), query(body.path("kind").asString(""), body.path("process").asString(""), body.path("passed").asLong(0), LetterQuery.MOST, body.path("until").asLong(0)));
        ObjectNode out = Call.object();
        rows(out.putArray("done"), step.done());
        rows(out.putArray("left"), step.left());
        out.put("rest", step.rest());
        if (step.stopped() != null) out.put("stopped", step.stopped());
        if (step.next() != null && step.rest() > 0) next(out.putObject("next"), step.next());
        boolean refused = step.stopped() != null && step.done().isEmpty();
        if (!refused) {
            Call.answer(response, out);
            return;
        }
        response.setHeader("Retry-After", "30");
        ObjectNode problem = Problems.problem(request, ProblemType.QUEUE_FULL, step.stopped());
        problem.setAll(out);
        Problems.send(request, response, 429, problem);
    }

    private static void next(ObjectNode next, LetterQuery query) {
        if (query.kind() != null) next.put("kind", word(query.kind()));
        if (query.process() != null) next.put("process", query.process());
        next.put("passed", query.offset()).put("until", query.until());
    }

    private static void rows(ArrayNode out, List<RanAgain> all) {
        for (RanAgain one : all) {
            ObjectNode row = out.addObject().put("jobID", one.id());
            if (one.successor() != null) row.put("runAgainAs", one.successor());
            if (one.why() != null) row.put("reason", one.why());
        }
    }

    private static List<String> ids(JsonNode jobs) {
        var ids = new ArrayList<String>();
        for (JsonNode id : jobs) if (id.isString()) ids.add(id.asString());
        if (!jobs.isArray() || ids.isEmpty() || ids.size() != jobs.size() || ids.size() > LetterQuery.MOST) {
            throw new Problem(ProblemType.BAD_BODY, "“jobs” is a list of 1 to " + LetterQuery.MOST + " job ids, such as [\"0f3a…\"].");
        }
        return ids;
    }

    private static LetterQuery query(String kind, String process, long offset, int count, long until) {
        FailureKind one = kind.isEmpty() || kind.equals("again") ? null : Arrays.stream(FailureKind.values()).filter(k -> word(k).equals(kind)).findFirst()
                .orElseThrow(() -> new Problem(ProblemType.BAD_PARAMETER, "“kind” is one of " + KINDS + ", or again for those that have been run again; found “" + kind + "”."));
        return new LetterQuery(one, kind.equals("again"), process.isEmpty() ? null : process, offset, count, until);
    }

    private static String word(FailureKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
