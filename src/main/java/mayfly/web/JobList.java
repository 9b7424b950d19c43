package mayfly.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mayfly.job.Owner;
import mayfly.queue.JobPage;

/**
 * One page of a list of jobs, newest first.
 *
 * @param tabs  the states to choose from
 * @param range "1 to 20 of 344"; null when there are none
 * @param newer address of the page before; null when there is none
 * @param older address of the page after; null when there is none
 * @param open  whether any job on this page is under way
 */
record JobList(List<Tab> tabs, List<JobRow> rows, String range, String newer, String older, boolean open) {
    private static final String[][] TABS = {{"", "All"}, {"open", "Under way"}, {"successful", "Successful"}, {"failed", "Failed"}, {"dismissed", "Dismissed"}};

    /** A link to the jobs in some states. */
    record Tab(String word, String url, long count, boolean current) { }

    /** @param owner whose; null = everybody's */
    static JobList of(Desk desk, Ask ask, JobFilter filter, Owner owner, Instant now) {
        JobPage jobs = desk.jobs().jobs(filter.query(owner));
        long to = filter.before() + jobs.jobs().size();
        var say = new Words();
        String range = jobs.jobs().isEmpty() ? null : say.count(filter.before() + 1) + " to " + say.count(to) + " of " + say.count(jobs.total());
        return new JobList(tabs(ask, filter, jobs), JobRow.of(desk, jobs.jobs(), now), range, filter.page() > 1 ? ask.url(filter.onPage(filter.page() - 1).here()) : null,
                to < jobs.total() ? ask.url(filter.onPage(filter.page() + 1).here()) : null, jobs.jobs().stream().anyMatch(j -> !j.state().isFinal()));
    }

    private static List<Tab> tabs(Ask ask, JobFilter filter, JobPage jobs) {
        var tabs = new ArrayList<Tab>();
        for (String[] tab : TABS) {
            JobFilter those = filter.inState(tab[0]);
            tabs.add(new Tab(tab[1], ask.url(those.here()), jobs.count(those.states()), tab[0].equals(filter.state())));
        }
        return tabs;
    }
}
