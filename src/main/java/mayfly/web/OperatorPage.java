package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import mayfly.catalog.Catalog;
import mayfly.queue.Overview;
import mayfly.queue.Refusal;

/**
 * {@code GET /operator}: how this Mayfly does, for who runs it: to see, not to act. Its cost does not grow with the number of jobs. It answers while the store is away, with
 * what this node knows by itself.
 */
public final class OperatorPage {
    private static final int REFRESH = 10;

    private final Desk desk;

    public OperatorPage(Desk desk) {
        this.desk = desk;
    }

    /**
     * @param lost   how many records the store has lost, in words; null where none are known to be
     * @param stored what the store knows; null while it does not answer
     */
    public record Page(Refresh refresh, String lost, List<Figure> now, Stored stored, List<Figure> workers, Standing.Evidence archive, List<Rejected> rejected, List<Missing> missing, List<AboutPage.Boxed> boxed) { }

    /**
     * @param only   title of the process whose jobs are listed; null = of all
     * @param all    address of the list of jobs of all processes
     */
    public record Stored(List<ProcessRow> processes, JobList jobs, String only, String all) { }

    /**
     * @param line such as "12"; empty = the file as a whole
     * @param kept whether what the file said before is offered still
     */
    public record Rejected(String file, String line, String reason, boolean kept) { }

    /** A process that cannot be carried out now. */
    public record Missing(String process, String reason) { }

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        Instant now = desk.clock().instant();
        JobFilter filter = JobFilter.of(ask, "/operator");
        var figures = new OperatorFigures(desk, ask);
        Overview overview = null;
        Stored stored = null;
        try {
            overview = desk.jobs().overview();
            stored = stored(ask, filter, overview, now);
        } catch (Refusal e) {
            if (e.reason() != Refusal.Reason.STORE_DOWN) throw e;
        }
        Refresh refresh = Refresh.set(ask, response, now, REFRESH, filter.here());
        var page = new Page(refresh, lost(), figures.now(stored == null ? null : overview), stored, figures.workers(), figures.archive(), rejected(), missing(), AboutPage.boxed(desk));
        desk.pages().show(request, response, 200, "operator", "", page);
    }

    private String lost() {
        int lost = desk.jobs().lost();
        return lost == 0 ? null : new Words().count(lost, "job has a folder and no record", "jobs have a folder and no record") + ": the store was emptied, or is another one.";
    }

    private Stored stored(Ask ask, JobFilter filter, Overview overview, Instant now) {
        List<ProcessRow> processes = overview.jobs().entrySet().stream().map(e -> ProcessRow.of(desk, ask, e.getKey(), e.getValue())).toList();
        String only = filter.process() == null ? null : ProcessRow.title(desk, filter.process());
        return new Stored(processes, JobList.of(desk, ask, filter, null, now), only, ask.url(filter.ofProcess(null).here()));
    }

    private List<Rejected> rejected() {
        var say = new Words();
        return desk.jobs().rejected().stream().map((Catalog.Rejected r) -> new Rejected(say.line(r.file().toString()), r.line() == 0 ? "" : Integer.toString(r.line()), say.line(r.reason()), r.kept())).toList();
    }

    private List<Missing> missing() {
        var say = new Words();
        return desk.jobs().unavailable().stream().map(u -> new Missing(u.process().title(), say.line(u.reason()))).toList();
    }
}
