package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.job.Progress;
import mayfly.queue.JobLook;

/** {@code GET /jobs/{id}}: how a job stands while it has not ended; then the way to its results or to what went wrong. */
public final class StatusPage {
    private final Desk desk;

    public StatusPage(Desk desk) {
        this.desk = desk;
    }

    /**
     * @param bar   progress; null when its total is not known
     * @param usual usual run times with a mark for this run; null when too few are known
     * @param hurry whether the reader may have the next attempt begin now
     * @param attempts so far, once there are several
     */
    public record Page(JobView job, Standing now, Bar bar, Refresh refresh, RunStrip usual, boolean hurry, List<AttemptRow> attempts, StatusParts parts) {
        /** Null when not known. */
        public String percent() {
            return bar == null ? null : bar.percent();
        }
    }

    /** @param percent null when the total is not known; then there is only what is done */
    public record Bar(long current, long total, String percent, String done) {
        public boolean known() {
            return percent != null;
        }
    }

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        JobLook look = desk.jobs().look(ask.path("id"));
        JobRecord job = look.job();
        String here = "/jobs/" + job.id();
        if (job.state().isFinal()) {
            Redirect.to(response, ask.url(here + (job.state() == JobState.SUCCESSFUL ? "/results" : "/error")));
            return;
        }
        Instant now = desk.clock().instant();
        Refresh refresh = Refresh.set(ask, response, now, Refresh.seconds(Duration.between(job.times().created(), now)), here);
        LogTail.Sizes log = LogTail.sizes(desk, job);
        desk.pages().showTagged(request, response, "status", "jobs", () -> page(ask, look, now, refresh, log), job.reading(), look.story(), look.usual(), look.place(), look.watched(), log, now.getEpochSecond(),
                job.owner().equals(ask.owner()), ask.controls(job), ask.absolute(""));
    }

    private Page page(Ask ask, JobLook look, Instant now, Refresh refresh, LogTail.Sizes log) {
        JobRecord job = look.job();
        Standing standing = new Standings(look, now, JobView.sandbox(desk, look.job())).standing();
        JobView view = JobView.of(desk, ask, job);
        boolean works = job.state() == JobState.RUNNING;
        return new Page(view, standing, works ? bar(job.progress(), JobView.unit(desk, job)) : null, refresh, works ? RunStrip.of(look.usual(), job.ran(now)) : null, view.may() && waits(job, now),
                AttemptRow.several(view, job, now), StatusParts.of(desk, ask, look, view, standing.queue(), LogTail.of(desk, job, log, 12)));
    }

    private static boolean waits(JobRecord job, Instant now) {
        return job.state() == JobState.RETRYING && job.retries().next() != null && job.retries().next().isAfter(now);
    }

    private static Bar bar(Progress p, String unit) {
        String words = new Words().progress(p, unit);
        if (p.total() == 0) return p.current() == 0 ? null : new Bar(-1, 0, null, words);
        return new Bar(Math.min(p.current(), p.total()), p.total(), p.percent() + "\u00a0%", words);
    }
}
