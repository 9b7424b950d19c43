package mayfly.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mayfly.catalog.Fault;
import mayfly.queue.JobService;
import mayfly.queue.Refusal;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The one place where refusals and faults become problem documents. */
public final class Problems {
    static final String OGC = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/";
    private static final Logger LOG = System.getLogger("mayfly.api");

    private final Api api;

    public Problems(Api api) {
        this.api = api;
    }

    /** Answers an exception of a handler. */
    public void show(HttpServletRequest request, HttpServletResponse response, Throwable thrown) throws IOException {
        if (thrown instanceof Problem p) answer(request, response, p.status(), p.type(), p.title(), p.getMessage(), p.faults());
        else if (thrown instanceof Refusal refusal) refuse(request, response, refusal);
        else {
            String code = UUID.randomUUID().toString().substring(0, 8);
            LOG.log(Level.ERROR, "reference " + code + ": " + request.getMethod() + " " + request.getRequestURI(), thrown);
            plain(request, response, 500, "Something went wrong here", "The fault is on this side and is in the log as reference " + code + ".");
        }
    }

    /** Answers with a problem that has no type of its own. */
    public void plain(HttpServletRequest request, HttpServletResponse response, int status, String title, String detail) throws IOException {
        answer(request, response, status, "about:blank", title, detail, List.of());
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        long later = refusal.retryAfter() != null ? Math.max(1, refusal.retryAfter().toSeconds()) : refusal.reason() == Refusal.Reason.STORE_DOWN ? 10 : 0;
        if (later > 0) response.setHeader("Retry-After", Long.toString(later));
        if (refusal.reason() == Refusal.Reason.EXPIRED && expired(request, response)) return;
        String title = refusal.reason().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        // The title that draft-ietf-httpapi-idempotency-key-header gives it.
        String words = refusal.reason() == Refusal.Reason.KEY_REUSED ? "Idempotency-Key is already used" : Character.toUpperCase(title.charAt(0)) + title.substring(1);
        answer(request, response, refusal.reason().status(), type(refusal.reason()), words, refusal.getMessage(), List.of());
    }

    /** What the job was, and where its process can be run again. */
    private boolean expired(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = new Call(request);
        Optional<JobService.Expired> was = api.jobs().expired(call.path("id"));
        if (was.isEmpty()) return false;
        JobService.Expired e = was.get();
        boolean offered = api.jobs().processes().stream().anyMatch(p -> p.id().equals(e.process()));
        ObjectNode body = problem(request, 410, type(Refusal.Reason.EXPIRED), "This job has expired", "It was deleted with its inputs, results and log. "
                + (offered ? "Its process can be run again: see “links”." : "Its process is not offered any more."));
        body.put("processID", e.process()).put("label", e.label()).put("jobStatus", e.state().status()).put("created", e.created().toString()).put("keptUntil", e.kept().toString())
                .put("removed", e.removed().toString());
        if (offered) call.link(body.putArray("links"), "http://www.opengis.net/def/rel/ogc/1.0/execute", "application/json", "/processes/" + e.process() + "/execution", "Run it again");
        send(request, response, 410, body);
        return true;
    }

    private static String type(Refusal.Reason reason) {
        return switch (reason) {
            case NO_SUCH_PROCESS -> OGC + "no-such-process";
            case NO_SUCH_JOB, EXPIRED -> OGC + "no-such-job";
            case NOT_FINISHED -> OGC + "result-not-ready";
            default -> "about:blank";
        };
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, int status, String type, String title, String detail, List<Fault> faults)
            throws IOException {
        ObjectNode body = problem(request, status, type, title, detail);
        if (!faults.isEmpty()) {
            ArrayNode errors = body.putArray("errors");
            for (Fault f : faults) errors.addObject().put("input", f.input()).put("message", f.message());
        }
        send(request, response, status, body);
    }

    private static ObjectNode problem(HttpServletRequest request, int status, String type, String title, String detail) {
        return Call.object().put("type", type).put("title", title).put("status", status).put("detail", detail).put("instance", request.getRequestURI());
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, int status, ObjectNode body) throws IOException {
        String accept = request.getHeader("Accept");
        boolean jsonAlone = accept != null && accept.strip().equals("application/json");
        Call.answer(response, status, jsonAlone ? "application/json" : "application/problem+json", body);
    }
}
