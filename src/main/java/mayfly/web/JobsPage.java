package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import mayfly.catalog.ProcessDescription;

/** {@code GET /jobs}: the reader's own jobs, newest first, by state and process, in pages. */
public final class JobsPage {
    private final Desk desk;

    public JobsPage(Desk desk) {
        this.desk = desk;
    }

    /** @param refresh null when nothing is under way */
    public record Page(List<JobList.Tab> tabs, List<Choice> processes, String state, List<JobRow> rows, String range, String newer, String older, Refresh refresh) { }

    public record Choice(String id, String title, boolean chosen) { }

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        JobFilter filter = JobFilter.of(ask, "/jobs");
        Instant now = desk.clock().instant();
        JobList list = JobList.of(desk, ask, filter, ask.owner(), now);
        Refresh refresh = list.open() ? Refresh.set(ask, response, now, 5, filter.here()) : null;
        var page = new Page(list.tabs(), choices(filter.process()), filter.state(), list.rows(), list.range(), list.newer(), list.older(), refresh);
        desk.pages().showTagged(request, response, "jobs", "jobs", page);
    }

    private List<Choice> choices(String chosen) {
        return desk.jobs().processes().stream().map((ProcessDescription p) -> new Choice(p.id(), p.title(), p.id().equals(chosen))).toList();
    }
}
