package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import mayfly.job.JobEvent;
import mayfly.job.JobRecord;
import mayfly.job.JobState;

/** {@code GET /jobs/{id}/error}: what went wrong with a failed job, or how a dismissed one was ended. */
public final class ErrorPage {
    private final Desk desk;

    public ErrorPage(Desk desk) {
        this.desk = desk;
    }

    public record Failed(JobView job, Moment day, Moment time, String ran, Outcome outcome, List<AnsiText.Span> stderr, LogTail log, List<Inputs.Pair> inputs, List<AttemptRow> attempts) { }

    /**
     * @param yours   whether the reader ended it
     * @param ended   "4 processes ended, 0 left"; null while they are being ended
     * @param left    processes still there
     * @param steps   how it was ended
     * @param refresh null once it is known
     * @param away    host of its processes, when nobody is there who could end them now; else null
     */
    public record Dismissed(JobView job, boolean yours, String ended, int left, String reached, List<JobView.Event> steps, LogTail log, Refresh refresh,
                            List<Inputs.Pair> inputs, List<AttemptRow> attempts, String away) { }

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        JobRecord job = desk.jobs().job(ask.path("id"));
        if (job.state() == JobState.FAILED) failed(ask, response, job);
        else if (job.state() == JobState.DISMISSED) dismissed(ask, response, job);
        else Redirect.to(response, ask.url("/jobs/" + job.id()));
    }

    private void failed(Ask ask, HttpServletResponse response, JobRecord job) throws IOException {
        Instant now = desk.clock().instant();
        Instant end = job.times().finished() == null ? now : job.times().finished();
        String ran = job.times().started() == null ? null : new Words().duration(job.ran(now));
        List<AnsiText.Span> stderr = job.failure() == null ? List.of() : AnsiText.tail(AnsiText.of(job.failure().tail()), 40);
        LogTail log = LogTail.of(desk, job, 12);
        JobView view = JobView.of(desk, ask, job);
        var page = new Failed(view, Moment.day(end), Moment.time(end), ran, Outcome.of(job, JobView.unit(desk, job), JobView.sandbox(desk, job)), stderr, stderr.isEmpty() ? log : log.outOnly(),
                Inputs.shown(job, JobView.process(desk, job)), AttemptRow.all(view, job, now, 0));
        desk.pages().showTagged(ask.http(), response, "error", "jobs", page);
    }

    private void dismissed(Ask ask, HttpServletResponse response, JobRecord job) throws IOException {
        Instant now = desk.clock().instant();
        boolean known = job.ending() != null;
        String away = known || desk.jobs().watches(job.worker().host()) ? null : job.worker().host();
        Refresh refresh = known ? null : Refresh.set(ask, response, now, away == null ? 1 : 10, "/jobs/" + job.id() + "/error");
        // Whoever looked last may have found nothing because a node that was killed meanwhile had ended it.
        String none = job.times().started() == null ? "nothing was running" : "nothing is left of it";
        String ended = !known ? null : job.ending().ended() == 0 && job.ending().left() == 0 ? none : Outcome.ended(job.ending());
        JobView view = JobView.of(desk, ask, job);
        List<JobEvent> story = desk.jobs().story(job.id());
        boolean yours = view.mine() && story.stream().noneMatch(e -> e.text().contains("by the operator"));
        var page = new Dismissed(view, yours, ended, known ? job.ending().left() : 0, Outcome.reached(job),
                JobView.story(story, now), LogTail.of(desk, job, 12), refresh, Inputs.shown(job, JobView.process(desk, job)),
                AttemptRow.several(view, job, now), away);
        desk.pages().showTagged(ask.http(), response, "dismissed", "jobs", page);
    }
}
