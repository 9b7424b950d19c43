package mayfly.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;
import mayfly.job.JobState;
import mayfly.job.Owner;
import mayfly.queue.JobQuery;

/**
 * Which jobs a page lists, as its address says.
 *
 * @param path    of the page, without the context path
 * @param state   "open", "successful", "failed" or "dismissed"; anything else = in any state
 * @param process only jobs of this one; null = of any
 * @param page    from 1
 */
record JobFilter(String path, String state, String process, int page) {
    private static final int SIZE = 20;
    private static final Set<JobState> OPEN = EnumSet.of(JobState.WAITING, JobState.QUEUED, JobState.LAUNCHING, JobState.RUNNING, JobState.RETRYING);

    static JobFilter of(Ask ask, String path) {
        String process = ask.query("process").isEmpty() ? ask.query("processID") : ask.query("process");
        return new JobFilter(path, ask.query("state").isEmpty() ? ofStatus(ask.query("status")) : ask.query("state"), process.isEmpty() ? null : process, (int) Math.max(1, Math.min(100_000, ask.number("page", 1))));
    }

    /** In the words of the interface for programs, which names the page as another form of its list: the page has one name for all that has not ended. */
    private static String ofStatus(String status) {
        return status.equals("accepted") || status.equals("running") ? "open" : status;
    }

    /** @param owner null = everybody's */
    JobQuery query(Owner owner) {
        return new JobQuery(owner, process, states(), page, SIZE);
    }

    /** How many jobs there are before this page. */
    long before() {
        return (page - 1L) * SIZE;
    }

    Set<JobState> states() {
        return switch (state) {
            case "open" -> OPEN;
            case "successful" -> EnumSet.of(JobState.SUCCESSFUL);
            case "failed" -> EnumSet.of(JobState.FAILED);
            case "dismissed" -> EnumSet.of(JobState.DISMISSED);
            default -> Set.of();
        };
    }

    JobFilter inState(String other) {
        return new JobFilter(path, other, process, 1);
    }

    JobFilter ofProcess(String other) {
        return new JobFilter(path, state, other, 1);
    }

    JobFilter onPage(int other) {
        return new JobFilter(path, state, process, other);
    }

    /** Path and query of the page that lists these. */
    String here() {
        var query = new ArrayList<String>();
        if (!state.isEmpty()) query.add("state=" + URLEncoder.encode(state, StandardCharsets.UTF_8));
        if (process != null) query.add("process=" + URLEncoder.encode(process, StandardCharsets.UTF_8));
        if (page > 1) query.add("page=" + page);
        return path + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }
}
