package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import mayfly.job.JobId;
import mayfly.job.JobRecord;
import mayfly.queue.LogSlice;

/**
 * {@code GET /jobs/{id}/log}: what a job wrote, 64 KiB at a time by byte offset; {@code follow=on} stays at its end while it runs. The
 * file itself is at {@code ?f=text}, with ranges and {@code tail=BYTES}. Costs the same for a small log and a large one.
 */
public final class LogPage {
    private static final int PIECE = 65_536;

    private final Desk desk;

    public LogPage(Desk desk) {
        this.desk = desk;
    }

    /** @param first first page's address; null where it is this one; so with the others */
    public record Page(JobView job, String stream, boolean err, String text, String from, String to, String size, String first, String earlier,
                       String later, String last, String follow, Refresh refresh, String out, String outSize, String error, String errorSize, boolean open) { }

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        JobRecord job = desk.jobs().job(ask.path("id"));
        String stream = ask.query("stream").equals("stderr") ? "stderr" : "stdout";
        if (ask.query("f").equals("text")) {
            send(request, response, job, stream, ask.number("tail", -1));
            return;
        }
        boolean open = !job.state().isFinal();
        boolean follow = open && ask.query("follow").equals("on");
        long size = LogTail.size(desk, job, stream);
        long from = follow ? Math.max(0, size - PIECE) : Math.min(ask.query().containsKey("tail") ? size - ask.number("tail", PIECE) : ask.number("offset", 0), size);
        LogSlice slice = size == 0 ? new LogSlice("", 0, 0, 0) : desk.jobs().log(job, stream, Math.max(0, from), PIECE);
        Instant now = desk.clock().instant();
        String base = "/jobs/" + job.id() + "/log?stream=" + stream;
        Refresh refresh = follow ? Refresh.set(ask, response, now, 2, base + "&follow=on") : null;
        desk.pages().showTagged(request, response, "log", "jobs", page(ask, job, stream, slice, open, refresh, ask.url(base)));
    }

    /** The same for programs: the bytes. */
    public void text(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        send(request, response, desk.jobs().job(ask.path("id")), ask.query("stream").equals("stderr") ? "stderr" : "stdout", ask.number("tail", -1));
    }

    private Page page(Ask ask, JobRecord job, String stream, LogSlice slice, boolean open, Refresh refresh, String base) {
        var say = new Words();
        String text = LogText.of(slice.text());
        String earlier = slice.from() == 0 ? null : base + "&offset=" + Math.max(0, slice.from() - PIECE);
        boolean more = slice.to() < slice.size();
        String file = ask.url("/jobs/" + job.id() + "/log?f=text&stream=");
        return new Page(JobView.of(desk, ask, job), stream, stream.equals("stderr"), text, say.count(slice.from()), say.count(slice.to()), say.count(slice.size()),
                slice.from() == 0 ? null : base, earlier, more ? base + "&offset=" + slice.to() : null,
                more ? base + "&offset=" + Math.max(0, slice.size() - PIECE) : null, open && refresh == null ? base + "&follow=on" : null, refresh,
                file + "stdout", say.size(LogTail.size(desk, job, "stdout")), file + "stderr", say.size(LogTail.size(desk, job, "stderr")), open);
    }

    private void send(HttpServletRequest request, HttpServletResponse response, JobRecord job, String stream, long tail) throws IOException {
        Optional<Path> file = desk.jobs().logFile(job, stream);
        String name = job.process() + "-" + JobId.brief(job.id()) + "-" + stream + ".log";
        if (file.isEmpty()) {
            response.setContentType("text/plain; charset=utf-8");
            response.setHeader("Content-Disposition", Download.disposition("attachment", name));
            response.setContentLength(0);
            return;
        }
        var download = new Download(file.get(), name, "text/plain; charset=utf-8");
        if (tail >= 0) download.sendTail(request, response, tail);
        else download.send(request, response);
    }
}
