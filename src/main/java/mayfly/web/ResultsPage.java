package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mayfly.catalog.ProcessDescription;
import mayfly.job.JobRecord;
import mayfly.job.JobState;
import mayfly.queue.OutputView;
import mayfly.queue.RunTimes;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /jobs/{id}/results}: the outputs drawn for what they are, or by the description's own template; files, inputs, timing. */
public final class ResultsPage {
    private static final Logger LOG = System.getLogger("mayfly.web");
    /** A value that a template of its own may be given whole. */
    private static final long FOR_TEMPLATE = 8 << 20;

    private final Desk desk;

    public ResultsPage(Desk desk) {
        this.desk = desk;
    }

    /**
     * @param values outputs of a single short value, shown together
     * @param own    the description's own drawing, as markup; null = drawn from the outputs
     * @param failed whether its own template failed and the outputs are drawn instead
     */
    public record Page(JobView job, Moment day, Moment time, String ran, String own, boolean failed, List<Drawn> values, List<Drawn> drawings, List<Drawn.FileRow> files, List<Fact> timing,
                       String json, String logSize, List<Inputs.Pair> inputs, List<AttemptRow> attempts) { }

    public record Fact(String name, String value, String small) { }

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        JobRecord job = desk.jobs().job(ask.path("id"));
        if (job.state() != JobState.SUCCESSFUL) {
            Redirect.to(response, ask.url("/jobs/" + job.id()));
            return;
        }
        ProcessDescription process = JobView.process(desk, job);
        List<OutputView> outputs = desk.jobs().outputs(job);
        Instant now = desk.clock().instant();
        RunTimes past = desk.jobs().runTimes(job.process());
        if (desk.pages().isKnown(request, response, "results", job.reading(), job.owner().equals(ask.owner()), ask.controls(job), ask.query(), outputs.stream().map(OutputView::path).toList(), past,
                LocalDate.ofInstant(now, ZoneOffset.UTC), LogTail.sizes(desk, job), ask.absolute(""), changed(process))) return;
        String own = process == null || process.template() == null ? null : own(ask, job, process, outputs);
        boolean failed = own == null && process != null && process.template() != null;
        List<Drawn> drawings = own == null ? drawings(ask, job, process, outputs) : List.of();
        // What the template of a description draws is offered as a file too; what we draw carries its own links.
        List<OutputView> files = outputs.stream().filter(o -> own != null || o.isFile()).toList();
        JobView view = JobView.of(desk, ask, job);
        var page = new Page(view, Moment.day(job.times().finished()), Moment.time(job.times().finished()), new Words().duration(job.ran(now)),
                own, failed, drawings.stream().filter(d -> d.kind().equals("big")).toList(), drawings.stream().filter(d -> !d.kind().equals("big")).toList(),
                rows(ask, job, process, files), timing(job, past, now, JobView.sandbox(desk, job)), ask.url("/jobs/" + job.id() + "/results?f=json"), LogTail.of(desk, job, 1).size(), Inputs.shown(job, process), AttemptRow.several(view, job, now));
        desk.pages().show(request, response, 200, "results", "jobs", page);
    }

    /** When the process' own template was written last; it may be edited while the application runs. */
    private static Object changed(ProcessDescription process) {
        try {
            return process == null || process.template() == null ? null : Files.getLastModifiedTime(process.template());
        } catch (IOException e) {
            return null;
        }
    }

    private String own(Ask ask, JobRecord job, ProcessDescription process, List<OutputView> outputs) {
        try {
            var out = new LinkedHashMap<String, Object>();
            for (OutputView o : outputs) out.put(o.id(), plain(ask, job, o));
            return desk.pages().results(ask.http(), process.template(), out);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the template of " + process.id() + " failed: " + process.template(), e);
            return null;
        }
    }

    /** A value as plain map, list or scalar; a file, or what is too large for a page, as a map that says where it is. */
    private static Object plain(Ask ask, JobRecord job, OutputView o) {
        if (!o.isFile() && (o.value() != null || o.size() <= FOR_TEMPLATE)) return JsonMapper.shared().treeToValue(Drawing.whole(o), Object.class);
        return Map.of("name", o.name(), "size", o.size(), "mediaType", o.mediaType(), "href", Drawing.href(ask, job.id(), o));
    }

    private List<Drawn> drawings(Ask ask, JobRecord job, ProcessDescription process, List<OutputView> outputs) {
        var drawn = new ArrayList<Drawn>();
        for (OutputView o : outputs) {
            var drawing = new Drawing(ask, job.id(), o, process == null ? null : process.outputs().get(o.id()));
            if (o.isFile() && Download.isImage(o.mediaType())) drawn.add(drawing.image());
            if (o.isFile()) continue;
            try {
                drawn.add(drawing.value());
            } catch (IOException | JacksonException e) {
                LOG.log(Level.WARNING, "output " + o.id() + " of job " + job.id() + " cannot be read", e);
                drawn.add(new Drawn(o.id(), drawing.title(), "", "note", "This value cannot be read any more.", null, null, Drawing.href(ask, job.id(), o), null, "", null));
            }
        }
        return drawn;
    }

    private static List<Drawn.FileRow> rows(Ask ask, JobRecord job, ProcessDescription process, List<OutputView> outputs) {
        var say = new Words();
        var files = new ArrayList<Drawn.FileRow>();
        for (OutputView o : outputs) {
            String what = new Drawing(ask, job.id(), o, process == null ? null : process.outputs().get(o.id())).title();
            files.add(new Drawn.FileRow(Drawing.href(ask, job.id(), o), say.name(o.name()), what, say.name(o.mediaType()), say.size(o.size())));
        }
        return files;
    }

    private static List<Fact> timing(JobRecord job, RunTimes past, Instant now, String sandbox) {
        var say = new Words();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Submitted", Moment.recent(job.times().created(), now).text(), null));
        facts.add(new Fact("Waited", say.duration(job.waited(now)), null));
        facts.add(new Fact("Ran", say.duration(job.ran(now)), compared(past, job.ran(now))));
        if (job.worker() != null && job.worker().peak() > 0) facts.add(new Fact("Memory", say.memory(job.worker().peak()), "at its peak"));
        if (job.worker() != null && job.worker().cpu() > 0) facts.add(new Fact("Processor", say.duration(Duration.ofMillis(job.worker().cpu())), "of processor time"));
        if (job.ending() != null && job.ending().ended() > 0) facts.add(new Fact("Processes", Outcome.ended(job.ending()), "left behind by the computation"));
        if (sandbox != null) facts.add(new Fact("Sandbox", sandbox, null));
        String worker = JobView.worker(job);
        if (worker != null) facts.add(new Fact("Worker", worker, null));
        return facts;
    }

    private static String compared(RunTimes past, Duration ran) {
        if (past.runs() < 3) return null;
        if (ran.compareTo(past.high()) > 0) return "longer than 9 of 10 runs";
        return ran.compareTo(past.low()) < 0 ? "faster than most runs" : "as most runs";
    }
}
