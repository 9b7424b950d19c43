package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import mayfly.job.JobId;
import mayfly.queue.AgainStep;
import mayfly.queue.LetterQuery;
import mayfly.queue.ProblemType;
import mayfly.queue.RanAgain;

/**
 * {@code POST /operator/failed/again}: runs one failed job again ({@code one=ID}), those that are ticked, or all that a filter asks for, in steps. The answer says what was done,
 * what was left and why, and how many are still to go; it is safe to send again, because no job is run again twice.
 */
public final class RunAgainPage {
    private static final int RETRY = 30;
    private final Desk desk;

    public RunAgainPage(Desk desk) {
        this.desk = desk;
    }

    /**
     * @param headline what was done, in all steps so far
     * @param stopped  why the step ended early; null = it did not
     * @param left     jobs that this step has not run again
     * @param next     the form for the next step; null = nothing is left to do
     * @param back     address of the list
     */
    public record Page(String headline, String stopped, List<Row> done, List<Row> left, Next next, String back) { }

    /** @param successor null = there is none */
    public record Row(JobView.Other job, JobView.Other successor, String why) { }

    /** What the form for the next step carries. */
    public record Next(String token, String kind, String process, long passed, long until, long done, long left, String button) { }

    public void run(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        Posted form = new FormBody(desk.jobs(), 0).read(request, field -> false);
        if (!FailedJobsPage.tokenFits(desk, form.text("token"))) throw new Trouble(ProblemType.FORBIDDEN, "This did not come from the operator’s page", "Open the page of failed jobs and use its buttons. Nothing was run again.");
        LetterFilter filter = LetterFilter.of(form::text, 1);
        boolean all = form.text("do").equals("all");
        if (all && filter.again()) throw new Trouble(ProblemType.BAD_REQUEST, "These have been run again", "Whatever has a successor is not run again. Nothing was done.");
        List<String> ids = !form.text("one").isEmpty() ? List.of(form.text("one")) : form.texts().getOrDefault("job", List.of());
        if (!all && ids.isEmpty()) throw new Trouble(ProblemType.BAD_REQUEST, "No job was chosen", "Go back, tick the jobs that are to run again, and send it once more. Nothing was done.");
        AgainStep step = all ? AgainStep.of(desk.jobs(), filter.all(number(form, "passed"), number(form, "until"))) : AgainStep.of(desk.jobs(), ids);
        boolean refused = step.stopped() != null && step.done().isEmpty();
        if (refused) response.setHeader("Retry-After", Integer.toString(RETRY));
        desk.pages().show(request, response, refused ? 429 : 200, "again", "", page(ask, form, filter, step));
    }

    private Page page(Ask ask, Posted form, LetterFilter filter, AgainStep step) {
        var say = new Words();
        long done = number(form, "done") + step.done().size();
        long left = number(form, "left") + step.left().size();
        String headline = say.count(done, "job was", "jobs were") + " run again" + (left == 0 ? "" : ", " + say.count(left) + " left as " + (left == 1 ? "it is" : "they are"))
                + (step.rest() == 0 ? "" : ", " + say.count(step.rest()) + " still to go");
        LetterQuery query = step.next();
        Next next = query == null || step.rest() == 0 ? null : new Next(FailedJobsPage.token(desk), filter.kindWord(), filter.process() == null ? "" : filter.process(), query.offset(), query.until(), done, left,
                step.rest() <= LetterQuery.MOST ? "Run the last " + say.count(step.rest()) + " again" : "Run the next " + LetterQuery.MOST + " again");
        return new Page(headline, step.stopped(), rows(ask, step.done()), rows(ask, step.left()), next, ask.url(filter.here()));
    }

    private static List<Row> rows(Ask ask, List<RanAgain> all) {
        return all.stream().map(one -> new Row(JobId.isValid(one.id()) ? JobView.Other.of(ask, one.id()) : new JobView.Other(null, new Words().name(one.id())), JobView.Other.of(ask, one.successor()),
                one.why() == null ? "" : new Words().line(one.why()))).toList();
    }

    private static long number(Posted form, String name) {
        return form.text(name).matches("\\d{1,15}") ? Long.parseLong(form.text(name)) : 0;
    }
}
