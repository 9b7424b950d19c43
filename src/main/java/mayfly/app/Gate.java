package mayfly.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import mayfly.job.Owner;
import mayfly.queue.JobService;
import mayfly.queue.ProblemType;
import mayfly.web.Desk;

/**
 * Who may what: the one place that decides it, for pages and programs alike, before the handler of a {@link Route} runs. Handlers are told who asks, by attributes of the
 * request, and decide nothing.
 */
public final class Gate {
    private static final Denied ELSEWHERE = new Denied(ProblemType.ANOTHER_SITE, ProblemType.ANOTHER_SITE.title(),
            "The browser says that the request was made by a page of another site.");
    private static final Denied NOT_YOURS = new Denied(ProblemType.NOT_YOURS, ProblemType.NOT_YOURS.title(), JobService.NOT_YOURS);

    private final Caller caller;
    private final Login login;
    private final OperatorGate operators;
    private final JobService jobs;
    private final String base;

    public Gate(Desk desk, OperatorGate operators, Login login) {
        this.caller = new Caller(desk.seal());
        this.operators = operators;
        this.login = login;
        this.jobs = desk.jobs();
        this.base = desk.site().base();
    }

    /** @return null when the request may go on; then its attributes say who asks */
    Denied stops(Route route, Face face, HttpServletRequest request, HttpServletResponse response) {
        boolean changes = !route.method().equals("GET");
        if (changes && !SameSite.allows(request, base)) return ELSEWHERE;
        if (route.need() == Need.NOTHING) return null;
        if (route.need() == Need.OPERATOR) return operators.refuses(request).orElse(null);
        try {
            return admit(route, face, request, response);
        } catch (Login.Unclear e) {
            return new Denied(400, "It is not clear who you are", e.getMessage() + " Nothing was done.");
        }
    }

    private Denied admit(Route route, Face face, HttpServletRequest request, HttpServletResponse response) throws Login.Unclear {
        Owner owner = owner(request);
        if (route.need() == Need.CONTROL) return control(owner, request);
        boolean known = owner != null;
        request.setAttribute("owner.known", known);
        if (!known && route.need().namesStrangers(face)) owner = caller.named(request, response);
        request.setAttribute(Owner.class.getName(), owner);
        // Buttons are offered to who may press them.
        if (route.need() == Need.VIEW && operators.isAsked(request) && operators.refuses(request).isEmpty()) request.setAttribute("operator", true);
        return null;
    }

    private Owner owner(HttpServletRequest request) throws Login.Unclear {
        Owner signedIn = login.of(request);
        return signedIn != null ? signedIn : caller.known(request);
    }

    /** Throws what is thrown for a job that there is not, before anything is said about rights. */
    private Denied control(Owner owner, HttpServletRequest request) {
        Owner of = jobs.job((String) request.getAttribute("path.id")).owner();
        if (of.equals(owner)) {
            request.setAttribute(Owner.class.getName(), owner);
            return null;
        }
        if (!operators.isAsked(request)) return NOT_YOURS;
        request.setAttribute(Owner.class.getName(), Owner.OPERATOR);
        return operators.refuses(request).orElse(null);
    }
}
