package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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
     */
    public record Page(JobView job, Standing now, Bar bar, Refresh refresh, RunStrip usual, StatusParts parts) {
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
        boolean mine = job.owner().equals(ask.owner());
        if (desk.pages().isKnown(request, response, "status", job.version(), look.story(), look.usual(), look.place(), LogTail.sizes(desk, job), now.getEpochSecond(), mine, ask.absolute(""))) return;
        Standing standing = new Standings(look, now).standing();
        JobView view = JobView.of(desk, ask, job);
        boolean works = job.state() == JobState.RUNNING;
        var page = new Page(view, standing, works ? bar(job.progress(), JobView.unit(desk, job)) : null, refresh, works ? RunStrip.of(look.usual(), job.ran(now)) : null,
                StatusParts.of(desk, ask, look, view, standing.queue()));
        desk.pages().show(request, response, 200, "status", "jobs", page);
    }

    private static Bar bar(Progress p, String unit) {
        String words = new Words().progress(p, unit);
        if (p.total() == 0) return p.current() == 0 ? null : new Bar(-1, 0, null, words);
        return new Bar(Math.min(p.current(), p.total()), p.total(), p.percent() + "\u00a0%", words);
    }
}
