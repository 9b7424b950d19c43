package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import mayfly.catalog.ProcessDescription;
import mayfly.job.JobState;
import mayfly.queue.JobPage;
import mayfly.queue.JobQuery;

/** {@code GET /jobs}: the reader's own jobs, newest first, by state and process, in pages. */
public final class JobsPage {
    private static final int SIZE = 20;
    private static final Set<JobState> OPEN = EnumSet.of(JobState.WAITING, JobState.QUEUED, JobState.LAUNCHING, JobState.RUNNING, JobState.RETRYING);

    private final Desk desk;

    public JobsPage(Desk desk) {
        this.desk = desk;
    }

    /** @param refresh null when nothing is under way */
    public record Page(List<Tab> tabs, List<Choice> processes, String state, List<JobRow> rows, String range, String newer, String older, Refresh refresh) { }

    public record Tab(String word, String url, long count, boolean current) { }

    public record Choice(String id, String title, boolean chosen) { }

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        String state = ask.query("state");
        String process = ask.query("process").isEmpty() ? null : ask.query("process");
        int number = (int) Math.max(1, Math.min(100_000, ask.number("page", 1)));
        JobPage jobs = desk.jobs().jobs(new JobQuery(ask.owner(), process, states(state), number, SIZE));
        Instant now = desk.clock().instant();
        boolean open = jobs.jobs().stream().anyMatch(j -> !j.state().isFinal());
        Refresh refresh = open ? Refresh.set(ask, response, now, 5, here(state, process, number)) : null;
        long from = (number - 1L) * SIZE + 1;
        long to = from + jobs.jobs().size() - 1;
        var say = new Words();
        String range = jobs.jobs().isEmpty() ? null : say.count(from) + " to " + say.count(to) + " of " + say.count(jobs.total());
        var page = new Page(tabs(ask, jobs, state, process), choices(process), state, JobRow.of(desk, jobs.jobs(), now), range,
                number > 1 ? ask.url(here(state, process, number - 1)) : null, to < jobs.total() ? ask.url(here(state, process, number + 1)) : null, refresh);
        desk.pages().showTagged(request, response, "jobs", "jobs", page);
    }

    private static List<Tab> tabs(Ask ask, JobPage jobs, String state, String process) {
        var tabs = new ArrayList<Tab>();
        String[][] all = {{"", "All"}, {"open", "Under way"}, {"successful", "Successful"}, {"failed", "Failed"}, {"dismissed", "Dismissed"}};
        for (String[] tab : all) {
            tabs.add(new Tab(tab[1], ask.url(here(tab[0], process, 1)), jobs.count(states(tab[0])), tab[0].equals(state)));
        }
        return tabs;
    }

    private List<Choice> choices(String chosen) {
        return desk.jobs().processes().stream().map((ProcessDescription p) -> new Choice(p.id(), p.title(), p.id().equals(chosen))).toList();
    }

    private static Set<JobState> states(String state) {
        return switch (state) {
            case "open" -> OPEN;
            case "successful" -> EnumSet.of(JobState.SUCCESSFUL);
            case "failed" -> EnumSet.of(JobState.FAILED);
            case "dismissed" -> EnumSet.of(JobState.DISMISSED);
            default -> Set.of();
        };
    }

    private static String here(String state, String process, int page) {
        var query = new ArrayList<String>();
        if (!state.isEmpty()) query.add("state=" + URLEncoder.encode(state, StandardCharsets.UTF_8));
        if (process != null) query.add("process=" + URLEncoder.encode(process, StandardCharsets.UTF_8));
        if (page > 1) query.add("page=" + page);
        return "/jobs" + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }
}
