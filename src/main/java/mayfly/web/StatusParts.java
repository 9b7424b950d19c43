package mayfly.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import mayfly.catalog.ProcessDescription;
import mayfly.job.JobEvent;
import mayfly.job.JobRecord;
import mayfly.queue.JobLook;

/**
 * The parts of a status page that do not change with every refresh, as markup; see {@link Parts}.
 *
 * @param queue null unless queued
 * @param log   null where nothing was written
 * @param story null where nothing has happened
 */
record StatusParts(String badge, String queue, String log, String share, String inputs, String story) {
    /** What these parts show. */
    private record Given(String process, String version, String json) { }

    private record Log(LogTail tail, String here) { }

    private record Share(String link, boolean mine) { }

    private record Story(List<JobEvent> events, LocalDate today) { }

    static StatusParts of(Desk desk, Ask ask, JobLook look, JobView view, QueueStrip strip, LogTail log) {
        var draw = new Drawer(desk, ask);
        return new StatusParts(draw.part("badge", view.badge(), Map.of("badge", view.badge())),
                strip == null ? null : draw.part("queuestrip", strip, Map.of("q", strip)),
                log.isEmpty() ? null : draw.part("log", new Log(log, view.here()), Map.of("log", log, "job", view, "title", "Log")),
                draw.part("share", new Share(view.link(), view.mine()), Map.of("job", view)),
                draw.inputs(look.job()), look.story().isEmpty() ? null : draw.story(look.story(), desk.clock().instant()));
    }

    private record Drawer(Desk desk, Ask ask) {
        String part(String fragment, Object shown, Map<String, Object> model) {
            return desk.pages().part(fragment, ask.http().getContextPath(), shown, () -> model);
        }

        String inputs(JobRecord job) {
            ProcessDescription process = JobView.process(desk, job);
            var shown = new Given(job.process(), process == null ? "" : process.version(), job.inputs());
            return desk.pages().part("inputs", ask.http().getContextPath(), shown, () -> Map.of("inputs", Inputs.shown(job, process)));
        }

        String story(List<JobEvent> events, Instant now) {
            var shown = new Story(events, LocalDate.ofInstant(now, ZoneOffset.UTC));
            return desk.pages().part("story", ask.http().getContextPath(), shown, () -> Map.of("story", JobView.story(events, now)));
        }
    }
}
