package mayfly.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import mayfly.api.Api;
import mayfly.api.Later;
import mayfly.api.Problems;
import mayfly.job.Owner;
import mayfly.queue.JobService;
import mayfly.queue.ProblemType;
import mayfly.queue.Refusal;
import mayfly.queue.Tokens;
import mayfly.web.Desk;
import mayfly.web.ErrorPages;
import mayfly.web.StaticFiles;
import mayfly.web.Trouble;
import mayfly.web.Urlencoded;

/**
 * The way of every request to its row in the table of {@link Routes}: which face answers, the {@link Gate}, the headers that every answer carries, which thread it is answered by, and
 * what becomes of exceptions. Mapped to {@code /*}; works at any context path.
 */
public final class FrontController extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String CSP = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Seconds. */
    private static final String AGAIN = "30";

    private final transient List<Route> table;
    private final transient Gate gate;
    private final transient ErrorPages pages;
    private final transient Problems problems;
    private final transient JobService jobs;
    private final transient Lane lane;
    private final transient Waiting waiting;
    private final String base;

    public FrontController(Desk desk, Api api, StaticFiles files, Gate gate, Tokens tokens) {
        this(desk, api, files, gate, tokens, Lane.open());
    }

    FrontController(Desk desk, Api api, StaticFiles files, Gate gate, Tokens tokens, Lane lane) {
        this.gate = gate;
        this.jobs = desk.jobs();
        this.lane = lane;
        this.waiting = new Waiting(api.jobs());
        this.table = Routes.table(desk, api, files, tokens);
        this.pages = new ErrorPages(desk);
        this.problems = new Problems(api);
        this.base = desk.site().base();
    }

    /** All of them, in the order in which they are looked at. */
    List<Route> all() {
        return table;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() == DispatcherType.ASYNC && Later.of(request) != null) {
            goOn(request, response);
            return;
        }
        Map<String, List<String>> query = Urlencoded.read(request.getQueryString());
        request.setAttribute("query", query);
        request.setAttribute("base", base.isEmpty() ? asAsked(request) : base);
        Face face = Face.of(request, query);
        headers(request, response);
        if (request.getDispatcherType() == DispatcherType.ERROR) refusedByContainer(request, response, face);
        else guarded(request, response, face, () -> answer(request, response, face));
    }

    /** The error page of web.xml. */
    private void refusedByContainer(HttpServletRequest request, HttpServletResponse response, Face face) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 500;
        ProblemType type = status == 400 ? ProblemType.MALFORMED : ProblemType.of(status);
        if (face == Face.HTML) pages.plain(request, response, status, type, type.title(), type.happened());
        else problems.plain(request, response, status, type, type.happened());
    }

    /** One whose handler found out only now that its answer may take as long as a server elsewhere likes. */
    private void takesItsTime(HttpServletRequest request, HttpServletResponse response, Face face) throws IOException {
        Later.Answer then = Later.taken(request).then();
        if (!lane.carry(request, carried -> answerInLane(carried, response, face, then::give))) full(request, response, face);
    }

    /** A request that has waited for its job. */
    private void goOn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Later.Answer then = Later.taken(request).then();
        if (!lane.carry(request, carried -> answerInLane(carried, response, Face.JSON, then::give))) guarded(request, response, Face.JSON, () -> then.give(request, response));
    }

    /** Whether the answer is complete. One that waits for a job is somebody else's from here on. @param context of a request that is answered apart from its first thread, else null */
    private boolean isComplete(HttpServletRequest request, AsyncContext context) {
        Later later = Later.of(request);
        if (later == null) return true;
        AsyncContext held = context == null ? request.startAsync() : context;
        if (context == null) held.setTimeout(0);
        waiting.hold(held, later);
        return false;
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Whatever the work throws becomes an answer. */
    private void guarded(HttpServletRequest request, HttpServletResponse response, Face face, Work work) throws IOException {
        try {
            work.run();
        } catch (Exception | LinkageError | VirtualMachineError e) {
            if (Gone.midAnswer(e, response)) return;
            response.reset();
            headers(request, response);
            if (e instanceof Refusal refusal) refused(request, response, refusal);
            if (Gone.is(e)) cutOff(request, response, face);
            else if (e instanceof Trouble t) trouble(request, response, face, t);
            else if (face == Face.HTML) pages.show(request, response, e);
            else problems.show(request, response, e);
        }
    }

    /** Whoever has to come again is told when; whoever has too much queued, how much that is. What answers may know it better. */
    private void refused(HttpServletRequest request, HttpServletResponse response, Refusal refusal) {
        int status = refusal.reason().status();
        if (status == 429 || status == 503 || status == 507) response.setHeader("Retry-After", AGAIN);
        Owner owner = (Owner) request.getAttribute(Owner.class.getName());
        if (refusal.reason() != Refusal.Reason.QUEUE_FULL || owner == null) return;
        jobs.allowance(owner).ifPresent(a -> {
            response.setHeader("RateLimit-Policy", a.policy());
            response.setHeader("RateLimit", a.limit());
        });
    }

    /** A client that sent half a request may still listen; one that went away does not, and that is no news. */
    private void cutOff(HttpServletRequest request, HttpServletResponse response, Face face) {
        try {
            plain(request, response, face, ProblemType.BROKEN_OFF, "It ended before all of it had arrived.");
        } catch (IOException e) {
            // It went away.
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Face face) throws Exception {
        List<String> path = Route.segments(request.getRequestURI().substring(request.getContextPath().length()));
        List<Route> here = table.stream().filter(r -> r.fits(path)).toList();
        if (here.isEmpty()) {
            IncomingBody.leaveUnread(request, response);
            plain(request, response, face, ProblemType.NOT_FOUND, ProblemType.NOT_FOUND.happened());
            return;
        }
        if (request.getMethod().equals("OPTIONS")) {
            options(request, response, here);
            return;
        }
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        Route route = here.stream().filter(r -> r.method().equals(method) && r.handler(face) != null).findFirst().orElse(null);
        if (route == null) {
            IncomingBody.leaveUnread(request, response);
            refuseMethod(request, response, face, here);
            return;
        }
        route.variables(path).forEach((name, value) -> request.setAttribute("path." + name, value));
        Denied denied = gate.stops(route, face, request, response);
        if (denied != null) {
            IncomingBody.leaveUnread(request, response);
            denied.head(response);
            plain(request, response, face, denied.type(), denied.title(), denied.text());
            return;
        }
        if (!route.slow() || IncomingBody.hasArrived(request)) {
            route.handler(face).handle(request, response);
            if (Later.of(request) != null && Later.of(request).job() == null) takesItsTime(request, response, face);
            else isComplete(request, null);
        }
        else if (!lane.carry(request, carried -> answerInLane(carried, response, face, route.handler(face)))) full(request, response, face);
    }

    /** @return whether the answer is complete */
    private boolean answerInLane(HttpServletRequest request, HttpServletResponse response, Face face, Route.Handler handler) {
        try {
            guarded(request, response, face, () -> handler.handle(request, response));
        } catch (IOException e) {
            Gone.midAnswer(e, response);
        }
        return isComplete(request, request.getAsyncContext());
    }

    /** Without the cookie of a new owner: whoever tries again is to be the same nobody, or a key of his would be another's. */
    private void full(HttpServletRequest request, HttpServletResponse response, Face face) throws IOException {
        response.reset();
        headers(request, response);
        response.setHeader("Retry-After", "10");
        plain(request, response, face, ProblemType.BUSY, ProblemType.BUSY.happened());
    }

    /** The container calls this before the application stops. */
    @Override
    public void destroy() {
        waiting.close();
        lane.close();
    }

    private void refuseMethod(HttpServletRequest request, HttpServletResponse response, Face face, List<Route> here) throws IOException {
        String allowed = Allowed.by(here.stream().filter(r -> r.handler(face) != null).toList());
        response.setHeader("Allow", allowed);
        plain(request, response, face, ProblemType.METHOD, (allowed.equals("OPTIONS") ? "This address is for people, who ask for text/html and send forms" : "This address takes " + allowed)
                + "; the request was " + request.getMethod() + ".");
    }

    /** What an address takes, in either face. */
    private void options(HttpServletRequest request, HttpServletResponse response, List<Route> here) {
        String allowed = Allowed.by(here);
        response.setHeader("Allow", allowed);
        gate.cors().preflight(request, response, allowed);
        response.setStatus(204);
    }

    private void trouble(HttpServletRequest request, HttpServletResponse response, Face face, Trouble trouble) throws IOException {
        trouble.headers().forEach(response::setHeader);
        plain(request, response, face, trouble.type(), trouble.title(), trouble.getMessage());
    }

    private void plain(HttpServletRequest request, HttpServletResponse response, Face face, ProblemType type, String text) throws IOException {
        plain(request, response, face, type, type.title(), text);
    }

    /** @param title of this occurrence; a problem document has that of the type, and this in its detail */
    private void plain(HttpServletRequest request, HttpServletResponse response, Face face, ProblemType type, String title, String text) throws IOException {
        if (face == Face.HTML) pages.plain(request, response, type, title, text);
        else problems.plain(request, response, type, title.equals(type.title()) ? text : title + ": " + text);
    }

    private static String asAsked(HttpServletRequest request) {
        int port = request.getServerPort();
        boolean usual = port <= 0 || port == (request.isSecure() ? 443 : 80);
        return request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + port) + request.getContextPath();
    }

    private void headers(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", CSP);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Vary", "Accept"); // not Cookie: what is personal is private, and a form kept for "back" must survive its first cookie
        gate.cors().head(request, response);
    }
}
