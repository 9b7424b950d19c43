package mayfly.web;

import java.util.Map;
import mayfly.catalog.ProcessDescription;
import mayfly.job.JobState;

/**
 * A process on the operator's page.
 *
 * @param url     of the list of its jobs
 * @param offered whether it is in the catalog now
 */
record ProcessRow(String title, String url, boolean offered, String running, String queued, String retrying, String failed) {
    private static final Words SAY = new Words();

    static ProcessRow of(Desk desk, Ask ask, String id, Map<JobState, Long> counts) {
        boolean offered = desk.jobs().processes().stream().anyMatch(p -> p.id().equals(id));
        return new ProcessRow(title(desk, id), ask.url(new JobFilter("/operator", "", id, 1).here()) + "#jobs", offered, SAY.count(counts.get(JobState.LAUNCHING) + counts.get(JobState.RUNNING)),
                SAY.count(counts.get(JobState.QUEUED)), SAY.count(counts.get(JobState.RETRYING)), SAY.count(counts.get(JobState.FAILED)));
    }

    /** The id where it is not offered any more, or never was. */
    static String title(Desk desk, String id) {
        return desk.jobs().processes().stream().filter(p -> p.id().equals(id)).map(ProcessDescription::title).findFirst().orElse(SAY.name(id));
    }
}
