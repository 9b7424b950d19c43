package mayfly.web;

import java.util.Map;
import java.util.stream.Stream;
import mayfly.catalog.ProcessDescription;
import mayfly.job.JobState;
import mayfly.queue.JobService;

/**
 * A process on the operator's page.
 *
 * @param url     of the list of its jobs
 * @param note    why it is not offered now, in short; null = it is
 */
record ProcessRow(String title, String url, String note, String running, String queued, String retrying, String failed) {
    private static final Words SAY = new Words();

    static ProcessRow of(Desk desk, Ask ask, String id, Map<JobState, Long> counts) {
        return new ProcessRow(title(desk, id), ask.url(new JobFilter("/operator", "", id, 1).here()) + "#jobs", note(desk, id), SAY.count(counts.get(JobState.LAUNCHING) + counts.get(JobState.RUNNING)),
                SAY.count(counts.get(JobState.QUEUED)), SAY.count(counts.get(JobState.RETRYING)), SAY.count(counts.get(JobState.FAILED)));
    }

    private static String note(Desk desk, String id) {
        if (desk.jobs().processes().stream().anyMatch(p -> p.id().equals(id))) return null;
        return unavailable(desk).anyMatch(p -> p.id().equals(id)) ? "unavailable" : "not offered any more";
    }

    /** The id where it is not offered any more, or never was. */
    static String title(Desk desk, String id) {
        return Stream.concat(desk.jobs().processes().stream(), unavailable(desk)).filter(p -> p.id().equals(id)).map(ProcessDescription::title).findFirst().orElse(SAY.name(id));
    }

    private static Stream<ProcessDescription> unavailable(Desk desk) {
        return desk.jobs().unavailable().stream().map(JobService.Unavailable::process);
    }
}
