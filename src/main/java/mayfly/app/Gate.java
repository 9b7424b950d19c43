package mayfly.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import mayfly.job.Owner;
import mayfly.queue.JobService;
import mayfly.queue.ProblemType;
import mayfly.queue.Tokens;
import mayfly.web.Desk;
import mayfly.web.Seal;

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
    private final Bearer bearer;
    private final Cors cors;
    private final JobService jobs;
    private final String base;

    public Gate(Desk desk, OperatorGate operators, Login login, Tokens tokens, Cors cors) {
        this.cors = cors;
        this.bearer = new Bearer(tokens);
        this.caller = new Caller(desk.seal());
        this.operators = operators;
        this.login = login;
        this.jobs = desk.jobs();
        this.base = desk.site().base();
    }

    /** @return null when the request may go on; then its attributes say who asks */
    Denied stops(Route route, Face face, HttpServletRequest request, HttpServletResponse response) {
        Need need = route.need();
        // Nobody's browser adds a token by itself, so that other sites cannot use it.
        boolean token = bearer.isGiven(request) && need != Need.OPERATOR;
        boolean elsewhere = !SameSite.allows(request, base);
        if (!route.method().equals("GET") && !token && elsewhere && !cors.lets(request)) return ELSEWHERE;
        if (need == Need.NOTHING) return null;
        if (need == Need.OPERATOR) return operators.refuses(request).orElse(null);
        try {
            if (elsewhere && !token && cors.lets(request)) return admitPage(need, request);
            return token ? admitToken(need, request) : admit(need, owner(request), face, request, response);
        } catch (Login.Unclear e) {
            return new Denied(400, "It is not clear who you are", e.getMessage() + " Nothing was done.");
        }
    }

    /** A page of another site that is let in: nobody, whatever cookie or login its reader's browser may add, and nobody it stays. */
    private static Denied admitPage(Need need, HttpServletRequest request) {
        if (need == Need.PERSON) return ELSEWHERE;
        if (need == Need.CONTROL) return NOT_YOURS;
        set(request, Owner.anonymous(Seal.random()), false);
        return null;
    }

    /** A cookie or a login beside a token does not count. */
    private Denied admitToken(Need need, HttpServletRequest request) {
        Bearer.Verdict verdict = bearer.look(request, need);
        if (verdict.denied() != null) return verdict.denied();
        Owner owner = verdict.token().owner();
        set(request, owner, true);
        request.setAttribute("token", true);
        return need == Need.CONTROL && !jobOf(request).equals(owner) ? NOT_YOURS : null;
    }

    private Denied admit(Need need, Owner known, Face face, HttpServletRequest request, HttpServletResponse response) {
        if (need == Need.CONTROL && !jobOf(request).equals(known)) {
            if (!operators.isAsked(request)) return NOT_YOURS;
            set(request, Owner.OPERATOR, true);
            return operators.refuses(request).orElse(null);
        }
        set(request, known == null && need.namesStrangers(face) ? caller.named(request, response) : known, known != null);
        // Buttons are offered to who may press them.
        if (need == Need.VIEW && operators.isAsked(request) && operators.refuses(request).isEmpty()) request.setAttribute("operator", true);
        return null;
    }

    Cors cors() {
        return cors;
    }

    private static void set(HttpServletRequest request, Owner owner, boolean known) {
        request.setAttribute(Owner.class.getName(), owner);
        request.setAttribute("owner.known", known);
    }

    private Owner owner(HttpServletRequest request) throws Login.Unclear {
        Owner signedIn = login.of(request);
        return signedIn != null ? signedIn : caller.known(request);
    }

    /** Whose it is. Throws what is thrown for a job that there is not, before anything is said about rights. */
    private Owner jobOf(HttpServletRequest request) {
        return jobs.job((String) request.getAttribute("path.id")).owner();
    }
}
