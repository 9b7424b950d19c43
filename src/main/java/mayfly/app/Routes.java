package mayfly.app;

import static mayfly.app.Need.ANYONE;
import static mayfly.app.Need.CONTROL;
import static mayfly.app.Need.NOTHING;
import static mayfly.app.Need.OPERATOR;
import static mayfly.app.Need.OWN;
import static mayfly.app.Need.PERSON;
import static mayfly.app.Need.SUBMIT;
import static mayfly.app.Need.VIEW;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import mayfly.api.Api;
import mayfly.api.Execution;
import mayfly.api.FailedJobs;
import mayfly.api.Health;
import mayfly.api.Jobs;
import mayfly.api.Landing;
import mayfly.api.Later;
import mayfly.api.Metrics;
import mayfly.api.OpenApi;
import mayfly.api.ProblemList;
import mayfly.api.Problems;
import mayfly.api.Processes;
import mayfly.api.Results;
import mayfly.job.Owner;
import mayfly.queue.JobService;
import mayfly.queue.ProblemType;
import mayfly.queue.Refusal;
import mayfly.queue.Tokens;
import mayfly.web.AboutPage;
import mayfly.web.ApiPage;
import mayfly.web.ConformancePage;
import mayfly.web.Desk;
import mayfly.web.ErrorPage;
import mayfly.web.ErrorPages;
import mayfly.web.FailedJobsPage;
import mayfly.web.FormExecution;
import mayfly.web.FormPage;
import mayfly.web.IndexPage;
import mayfly.web.JobActions;
import mayfly.web.JobsPage;
import mayfly.web.LogPage;
import mayfly.web.OperatorPage;
import mayfly.web.ProblemsPage;
import mayfly.web.ResultFile;
import mayfly.web.ResultsPage;
import mayfly.web.RunAgainPage;
import mayfly.web.StaticFiles;
import mayfly.web.StatusPage;
import mayfly.web.TokensPage;
import mayfly.web.Trouble;
import mayfly.web.TusUploads;
import mayfly.web.Urlencoded;

/**
 * All addresses, in one table, and the way of every request: which face answers, the {@link Gate}, the headers that every answer carries, which thread it is answered by, and what
 * becomes of exceptions. Mapped to {@code /*}; works at any context path.
 */
public final class Routes extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String CSP = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Seconds. */
    private static final String AGAIN = "30";
    /** Larger bodies may be written to disk, which takes its time as well. */
    private static final int SMALL = 16 << 10;

    private final transient List<Route> table;
    private final transient Gate gate;
    private final transient ErrorPages pages;
    private final transient Problems problems;
    private final transient JobService jobs;
    private final transient Lane lane;
    private final transient Waiting waiting;
    private final String base;

    public Routes(Desk desk, Api api, StaticFiles files, Gate gate, Tokens tokens) {
        this(desk, api, files, gate, tokens, Lane.open());
    }

    Routes(Desk desk, Api api, StaticFiles files, Gate gate, Tokens tokens, Lane lane) {
        this.gate = gate;
        this.jobs = desk.jobs();
        this.lane = lane;
        this.waiting = new Waiting(api.jobs());
        this.table = table(desk, api, files, tokens);
        this.pages = new ErrorPages(desk);
        this.problems = new Problems(api);
        this.base = desk.site().base();
    }

    /** All of them, in the order in which they are looked at. */
    List<Route> all() {
        return table;
    }

    private static List<Route> table(Desk desk, Api api, StaticFiles files, Tokens tokens) {
        var index = new IndexPage(desk);
        var form = new FormPage(desk);
        var actions = new JobActions(desk);
        var log = new LogPage(desk);
        var file = new ResultFile(desk);
        var processes = new Processes(api);
        var jobs = new Jobs(api);
        var landing = new Landing();
        var health = new Health(api);
        var operator = new OperatorPage(desk);
        var failed = new FailedJobs(api);
        var own = new TokensPage(desk, tokens);
        var metrics = new Metrics(api, desk.site().version());
        var described = new OpenApi(api, desk.site().version());
        var explained = new ProblemsPage(desk);
        var problems = new ProblemList();
        var pieces = new TusUploads(desk);
        return List.of(
                //        need      method    address                       for people                        for programs
                new Route(ANYONE,   "GET",    "/",                          index::show,                      landing::show),
                new Route(NOTHING,  "GET",    "/conformance",               new ConformancePage(desk)::show,  landing::conformance),
                new Route(ANYONE,   "GET",    "/processes",                 index::show,                      processes::list),
                new Route(ANYONE,   "GET",    "/processes/{id}",            form::show,                       processes::show),
                new Route(SUBMIT,   "POST",   "/processes/{id}/execution",  new FormExecution(desk)::submit,  new Execution(api)::submit),
                new Route(ANYONE,   "GET",    "/processes/{id}/execution",  form::instead,                    null),
                new Route(OWN,      "GET",    "/jobs",                      new JobsPage(desk)::show,         jobs::list),
                new Route(VIEW,     "GET",    "/jobs/{id}",                 new StatusPage(desk)::show,       jobs::show),
                new Route(CONTROL,  "DELETE", "/jobs/{id}",                 jobs::dismiss,                    jobs::dismiss),
                new Route(VIEW,     "GET",    "/jobs/{id}/results",         new ResultsPage(desk)::show,      new Results(api)::show).inLane(),
                new Route(VIEW,     "GET",    "/jobs/{id}/results/{name}",  file::send,                       file::send).inLane(),
                new Route(VIEW,     "GET",    "/jobs/{id}/error",           new ErrorPage(desk)::show,        jobs::show),
                new Route(VIEW,     "GET",    "/jobs/{id}/log",             log::show,                        log::text).inLane(),
                new Route(VIEW,     "GET",    "/jobs/{id}/rerun",           form::rerun,                      null),
                new Route(CONTROL,  "POST",   "/jobs/{id}/dismiss",         actions::dismiss,                 null),
                new Route(CONTROL,  "POST",   "/jobs/{id}/retry",           actions::retry,                   jobs::retry),
                new Route(CONTROL,  "POST",   "/jobs/{id}/keep",            actions::keep,                    jobs::keep),
                new Route(CONTROL,  "POST",   "/jobs/{id}/delete",          actions::delete,                  null),
                new Route(PERSON,   "GET",    "/tokens",                    own::show,                        null),
                new Route(PERSON,   "POST",   "/tokens",                    own::make,                        null),
                new Route(PERSON,   "POST",   "/tokens/revoke",             own::revoke,                      null),
                new Route(ANYONE,   "GET",    "/about",                     new AboutPage(desk)::show,        null),
                new Route(SUBMIT,   "POST",   "/uploads/tus",               pieces::begin,                    pieces::begin),
                new Route(SUBMIT,   "GET",    "/uploads/tus/{id}",          pieces::look,                     pieces::look),
                new Route(SUBMIT,   "PATCH",  "/uploads/tus/{id}",          pieces::append,                   pieces::append),
                new Route(NOTHING,  "GET",    "/api",                       new ApiPage(desk, described::document)::show, described::show),
                new Route(NOTHING,  "GET",    "/problems",                  explained::list,                  problems::list),
                new Route(NOTHING,  "GET",    "/problems/{name}",           explained::show,                  problems::show),
                new Route(NOTHING,  "GET",    "/health/live",               health::live,                     health::live),
                new Route(NOTHING,  "GET",    "/health/ready",              health::ready,                    health::ready),
                new Route(OPERATOR, "GET",    "/operator",                  operator::show,                   operator::show),
                new Route(OPERATOR, "GET",    "/operator/failed",           new FailedJobsPage(desk)::show,   failed::list),
                new Route(OPERATOR, "POST",   "/operator/failed/again",     new RunAgainPage(desk)::run,      failed::again),
                new Route(OPERATOR, "GET",    "/metrics",                   metrics::show,                    metrics::show),
                new Route(NOTHING,  "GET",    "/static/{file}",             files::send,                      files::send));
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
            leaveUnread(request, response);
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
            leaveUnread(request, response);
            refuseMethod(request, response, face, here);
            return;
        }
        route.variables(path).forEach((name, value) -> request.setAttribute("path." + name, value));
        Denied denied = gate.stops(route, face, request, response);
        if (denied != null) {
            leaveUnread(request, response);
            denied.head(response);
            plain(request, response, face, denied.type(), denied.title(), denied.text());
            return;
        }
        if (!route.slow() || hasArrived(request)) {
            route.handler(face).handle(request, response);
            if (Later.of(request) != null && Later.of(request).job() == null) takesItsTime(request, response, face);
            else isComplete(request, null);
        }
        else if (!lane.carry(request, carried -> answerInLane(carried, response, face, route.handler(face)))) full(request, response, face);
    }

    /** A body that is here whole keeps nobody waiting: the way over to another thread would only delay its answer. */
    private static boolean hasArrived(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        return !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD") && length >= 0 && length <= SMALL && request.getInputStream().available() >= length;
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
        String allowed = methods(here.stream().filter(r -> r.handler(face) != null).toList());
        response.setHeader("Allow", allowed);
        plain(request, response, face, ProblemType.METHOD, "This address takes " + (allowed.equals("OPTIONS") ? "nothing in this form" : allowed) + "; the request was " + request.getMethod() + ".");
    }

    /** What an address takes, in either face. */
    private void options(HttpServletRequest request, HttpServletResponse response, List<Route> here) {
        String allowed = methods(here);
        response.setHeader("Allow", allowed);
        gate.cors().preflight(request, response, allowed);
        response.setStatus(204);
    }

    private static String methods(List<Route> routes) {
        var methods = new TreeSet<String>(List.of("OPTIONS"));
        for (Route r : routes) {
            methods.add(r.method());
            if (r.method().equals("GET")) methods.add("HEAD");
        }
        return String.join(", ", methods);
    }

    /** A body that nobody will read would be taken for the next request on its connection, or end the connection when a client has sent that already: so it is said to be the last. */
    private static void leaveUnread(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean body = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        if (body && !hasArrived(request)) response.setHeader("Connection", "close");
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
