package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mayfly.job.JobId;
import mayfly.job.JobRecord;
import mayfly.queue.LogSlice;
import mayfly.queue.ProblemType;

/**
 * {@code GET /jobs/{id}/log}: what an attempt of a job wrote, 64 KiB at a time by byte offset; {@code attempt=N} names an earlier one, {@code follow=on} stays at the
 * end of the current one. The file itself is at {@code ?f=text}, with ranges and {@code tail=BYTES}. Costs the same for a small log and a large one.
 */
public final class LogPage {
    private static final int PIECE = 65_536;

    private final Desk desk;

    public LogPage(Desk desk) {
        this.desk = desk;
    }

    /**
     * @param base     address without the stream, which is to be added
     * @param attempts of the job, once there are several
     * @param first    first page's address; null where it is this one; so with the others
     */
    public record Page(JobView job, String base, List<AttemptRow> attempts, String stream, boolean err, List<AnsiText.Span> text, String from, String to, String size, String first, String earlier,
                       String later, String last, String follow, Refresh refresh, String out, String outSize, String error, String errorSize, boolean open, int attempt) { }

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        JobRecord job = desk.jobs().job(ask.path("id"));
        Log log = log(ask, job);
        if (ask.query("f").equals("text")) {
            send(request, response, log, ask.number("tail", -1));
            return;
        }
        boolean follow = log.open() && ask.query("follow").equals("on");
        long size = size(log, log.stream());
        long from = follow ? Math.max(0, size - PIECE) : Math.min(ask.query().containsKey("tail") ? size - ask.number("tail", PIECE) : ask.number("offset", 0), size);
        LogSlice slice = size == 0 ? new LogSlice("", 0, 0, 0) : desk.jobs().log(job, log.attempt(), log.stream(), Math.max(0, from), PIECE);
        Instant now = desk.clock().instant();
        Refresh refresh = follow ? Refresh.set(ask, response, now, 2, log.here() + log.stream() + "&follow=on") : null;
        desk.pages().showTagged(request, response, "log", "jobs", page(ask, log, slice, now, refresh));
    }

    /** The same for programs: the bytes. */
    public void text(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ask = new Ask(request);
        send(request, response, log(ask, desk.jobs().job(ask.path("id"))), ask.number("tail", -1));
    }

    /** Which log is asked for. */
    private record Log(JobRecord job, int attempt, String stream) {
        /** Whether more may be written to it. */
        boolean open() {
            return !job.state().isFinal() && attempt == job.attempt();
        }

        /** Path of its page; the stream is to be added. Without a number it is the current attempt's, and goes on with the next one. */
        String here() {
            return "/jobs/" + job.id() + "/log?" + (attempt == job.attempt() ? "" : "attempt=" + attempt + "&") + "stream=";
        }

        String file() {
            return here().replace("/log?", "/log?f=text&");
        }
    }

    private static Log log(Ask ask, JobRecord job) {
        int attempt = job.attempt();
        if (ask.query().containsKey("attempt")) {
            long asked = ask.number("attempt", 0);
            if (asked < 1 || asked > attempt) {
                throw new Trouble(ProblemType.NO_RESULT, "There is no such attempt", "“attempt” is " + (attempt == 0 ? "left out: this job has had none yet" : attempt == 1 ? "1, the only one of this job" : "a number from 1 to " + attempt)
                        + "; found “" + new Words().name(ask.query("attempt")) + "”.");
            }
            attempt = (int) asked;
        }
        return new Log(job, attempt, ask.query("stream").equals("stderr") ? "stderr" : "stdout");
    }

    private long size(Log log, String stream) {
        return desk.jobs().logFile(log.job(), log.attempt(), stream).map(path -> path.toFile().length()).orElse(0L);
    }

    private Page page(Ask ask, Log log, LogSlice slice, Instant now, Refresh refresh) {
        var say = new Words();
        JobRecord job = log.job();
        JobView view = JobView.of(desk, ask, job);
        String base = ask.url(log.here() + log.stream());
        String earlier = slice.from() == 0 ? null : base + "&offset=" + Math.max(0, slice.from() - PIECE);
        boolean more = slice.to() < slice.size();
        String file = ask.url(log.file());
        return new Page(view, ask.url(log.here()), job.attempt() < 2 ? List.of() : AttemptRow.all(view, job, now, log.attempt()), log.stream(), log.stream().equals("stderr"), AnsiText.of(slice.text()),
                say.count(slice.from()), say.count(slice.to()), say.count(slice.size()), slice.from() == 0 ? null : base, earlier, more ? base + "&offset=" + slice.to() : null,
                more ? base + "&offset=" + Math.max(0, slice.size() - PIECE) : null, log.open() && refresh == null ? base + "&follow=on" : null, refresh,
                file + "stdout", say.size(size(log, "stdout")), file + "stderr", say.size(size(log, "stderr")), log.open(), log.attempt());
    }

    private void send(HttpServletRequest request, HttpServletResponse response, Log log, long tail) throws IOException {
        JobRecord job = log.job();
        Optional<Path> file = desk.jobs().logFile(job, log.attempt(), log.stream());
        String name = job.process() + "-" + JobId.brief(job.id()) + (job.attempt() < 2 ? "" : "-attempt" + log.attempt()) + "-" + log.stream() + ".log";
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
