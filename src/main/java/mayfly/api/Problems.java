package mayfly.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import mayfly.catalog.Fault;
import mayfly.queue.JobService;
import mayfly.queue.ProblemType;
import mayfly.queue.Refusal;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The one place where refusals and faults become problem documents. */
public final class Problems {
    private static final Logger LOG = System.getLogger("mayfly.api");

    private final Api api;

    public Problems(Api api) {
        this.api = api;
    }

    /** Answers an exception of a handler. */
    public void show(HttpServletRequest request, HttpServletResponse response, Throwable thrown) throws IOException {
        if (thrown instanceof Problem p) answer(request, response, p.type(), p.getMessage(), p.faults());
        else if (thrown instanceof Refusal refusal) refuse(request, response, refusal);
        else {
            String code = UUID.randomUUID().toString().substring(0, 8);
            LOG.log(Level.ERROR, "reference " + code + ": " + request.getMethod() + " " + request.getRequestURI(), thrown);
            plain(request, response, ProblemType.INTERNAL, "The fault is on this side and is in the log as reference " + code + ".");
        }
    }

    /** @param detail what is special about this occurrence */
    public void plain(HttpServletRequest request, HttpServletResponse response, ProblemType type, String detail) throws IOException {
        answer(request, response, type, detail, List.of());
    }

    /** A problem of which only the status is known, such as one that the container has found: {@code status} may be another than that of the type. */
    public void plain(HttpServletRequest request, HttpServletResponse response, int status, ProblemType type, String detail) throws IOException {
        send(request, response, status, problem(request, type, detail).put("status", status));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        long later = refusal.retryAfter() != null ? Math.max(1, refusal.retryAfter().toSeconds()) : refusal.reason() == Refusal.Reason.STORE_DOWN ? 10 : 0;
        if (later > 0) response.setHeader("Retry-After", Long.toString(later));
        if (refusal.reason() == Refusal.Reason.EXPIRED && expired(request, response)) return;
        plain(request, response, ProblemType.of(refusal.reason()), refusal.getMessage());
    }

    /** What the job was, and where its process can be run again. */
    private boolean expired(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = new Call(request);
        Optional<JobService.Expired> was = api.jobs().expired(call.path("id"));
        if (was.isEmpty()) return false;
        JobService.Expired e = was.get();
        boolean offered = api.jobs().processes().stream().anyMatch(p -> p.id().equals(e.process()));
        ObjectNode body = problem(request, ProblemType.EXPIRED, "It was deleted with its inputs, results and log. "
                + (offered ? "Its process can be run again: see “links”." : "Its process is not offered any more."));
        body.put("processID", e.process()).put("label", e.label()).put("jobStatus", e.state().status()).put("created", e.created().toString()).put("keptUntil", e.kept().toString())
                .put("removed", e.removed().toString());
        if (offered) call.link(body.putArray("links"), "http://www.opengis.net/def/rel/ogc/1.0/execute", "application/json", "/processes/" + e.process() + "/execution", "Run it again");
        send(request, response, 410, body);
        return true;
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, ProblemType type, String detail, List<Fault> faults) throws IOException {
        ObjectNode body = problem(request, type, detail);
        if (!faults.isEmpty()) {
            ArrayNode errors = body.putArray("errors");
            for (Fault f : faults) errors.addObject().put("input", f.input()).put("message", f.message());
        }
        send(request, response, type.status(), body);
    }

    /** The members that every problem document has, in the order of RFC 9457, and then what is safe and what to do. */
    static ObjectNode problem(HttpServletRequest request, ProblemType type, String detail) {
        return Call.object().put("type", type.uri(new Call(request).url(""))).put("title", type.title()).put("status", type.status()).put("detail", detail).put("instance", request.getRequestURI())
                .put("safe", type.safe()).put("next", String.join(" ", type.next()));
    }

    static void send(HttpServletRequest request, HttpServletResponse response, int status, ObjectNode body) throws IOException {
        Call.answer(response, status, takesJsonAlone(request.getHeader("Accept")) ? "application/json" : "application/problem+json", body);
    }

    /** Whether a client asks for JSON by name and for nothing that a problem document would be. */
    static boolean takesJsonAlone(String accept) {
        if (accept == null) return false;
        List<String> types = Arrays.stream(accept.split(",")).map(range -> range.split(";", 2)[0].strip().toLowerCase(Locale.ROOT)).toList();
        return types.contains("application/json") && types.stream().noneMatch(t -> t.equals("application/problem+json") || t.equals("*/*") || t.equals("application/*"));
    }
}
