package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import mayfly.job.JobRecord;
import mayfly.queue.ProblemType;

/** The forms that change a job: cancel, try now, keep, delete. Who asks has been let through before; here it is seen that a page of ours asks, or a program with a token. */
public final class JobActions {
    private final Desk desk;

    public JobActions(Desk desk) {
        this.desk = desk;
    }

    /** {@code POST /jobs/{id}/dismiss}. A job that has ended meanwhile is shown as it ended. */
    public void dismiss(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        JobRecord job = mine(ask);
        if (!job.state().isFinal()) desk.jobs().dismiss(job.id(), ask.owner());
        Redirect.to(response, ask.url("/jobs/" + job.id()));
    }

    /** {@code POST /jobs/{id}/retry}. A job that waits for no further attempt is shown as it stands. */
    public void retry(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        Redirect.to(response, ask.url("/jobs/" + desk.jobs().retryNow(mine(ask).id(), ask.owner()).id()));
    }

    /** {@code POST /jobs/{id}/keep}, with the time until which it is to be kept. */
    public void keep(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        Posted form = form(ask);
        JobRecord job = mine(ask, form);
        try {
            desk.jobs().keep(job.id(), ask.owner(), Instant.parse(form.text("until")));
        } catch (DateTimeException e) {
            throw new Trouble(ProblemType.BAD_PARAMETER, "This is no time", "“until” is a time such as 2026-12-24T18:00:00Z; found “" + new Words().name(form.text("until")) + "”. Nothing was changed.");
        }
        Redirect.to(response, ask.url("/jobs/" + job.id()));
    }

    /** {@code POST /jobs/{id}/delete}. */
    public void delete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        desk.jobs().delete(mine(ask).id(), ask.owner());
        Redirect.to(response, ask.url("/jobs"));
    }

    private Posted form(Ask ask) throws IOException {
        return new FormBody(desk.jobs(), 0).read(ask.http(), field -> false);
    }

    private JobRecord mine(Ask ask) throws IOException {
        return mine(ask, form(ask));
    }

    private JobRecord mine(Ask ask, Posted form) {
        JobRecord job = desk.jobs().job(ask.path("id"));
        if (!ask.byToken() && !JobView.tokenFits(desk, job, form.text("token"))) {
            throw new Trouble(ProblemType.FORBIDDEN, "This did not come from the job's page", "Open the job's page and use its button. Nothing was changed.");
        }
        return job;
    }
}
