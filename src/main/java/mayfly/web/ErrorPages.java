package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import mayfly.catalog.ProcessDescription;
import mayfly.job.JobId;
import mayfly.queue.JobService;
import mayfly.queue.ProblemType;
import mayfly.queue.Refusal;

/** The one place where refusals and faults become pages. */
public final class ErrorPages {
    private static final Logger LOG = System.getLogger("mayfly.web");
    private static final int RETRY = 10;
    private static final long MINUTE = 60_000_000_000L;

    private final Desk desk;
    private final AtomicLong said = new AtomicLong(System.nanoTime() - MINUTE);

    public ErrorPages(Desk desk) {
        this.desk = desk;
    }

    /**
     * @param title  of the page and the tab
     * @param status "404 Not Found"
     * @param text   what is wrong
     * @param hints  what it means, what is safe and what to do; may be empty
     * @param more   path of the page that explains it
     */
    public record Plain(String title, String status, String text, List<String> hints, String more) { }

    /**
     * @param at    when it was tried
     * @param sent  whether a form was just sent and not accepted
     * @param again path of the page, null where it cannot be asked for again
     * @param lost  what is missing, where the store answers and has lost the record; else null
     */
    public record Unavailable(Moment at, boolean sent, String again, String help, String lost) { }

    /** @param form id of the process that it was of; null when it is not offered any more */
    public record Gone(String brief, String title, String form, String label, Badge badge, Moment created, Moment kept, Moment removed) { }

    /** Answers an exception of a handler. */
    public void show(HttpServletRequest request, HttpServletResponse response, Throwable thrown) throws IOException {
        if (thrown instanceof Refusal refusal) refuse(request, response, refusal);
        else if (thrown instanceof Trouble t) plain(request, response, t.type(), t.title(), t.getMessage());
        else {
            String code = Seal.random().substring(0, 8);
            LOG.log(Level.ERROR, "reference " + code + ": " + request.getMethod() + " " + request.getRequestURI(), thrown);
            plain(request, response, ProblemType.INTERNAL, ProblemType.INTERNAL.title(), "The fault is on this side and is in the log as reference " + code + ".");
        }
    }

    /** Answers with a plain page that says what is wrong. @param title of this occurrence, or that of its type */
    public void plain(HttpServletRequest request, HttpServletResponse response, ProblemType type, String title, String text) throws IOException {
        plain(request, response, type.status(), type, title, text);
    }

    /** The same where {@code status} may be another than that of the type. */
    public void plain(HttpServletRequest request, HttpServletResponse response, int status, ProblemType type, String title, String text) throws IOException {
        show(request, response, status, type, title, text, null);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        Duration later = refusal.retryAfter();
        if (refusal.reason() == Refusal.Reason.STORE_DOWN || refusal.reason() == Refusal.Reason.RECORD_LOST) {
            unavailable(request, response, refusal.reason() == Refusal.Reason.RECORD_LOST ? refusal.getMessage() : null);
            return;
        }
        if (refusal.reason() == Refusal.Reason.EXPIRED && expired(request, response)) return;
        if (later != null) response.setHeader("Retry-After", Long.toString(Math.max(1, later.toSeconds())));
        ProblemType type = ProblemType.of(refusal.reason());
        show(request, response, type.status(), type, type.title(), refusal.getMessage(), later);
    }

    private boolean expired(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = new Ask(request).path("id");
        Optional<JobService.Expired> was = desk.jobs().expired(id);
        if (was.isEmpty()) return false;
        JobService.Expired e = was.get();
        Optional<ProcessDescription> process = desk.jobs().processes().stream().filter(p -> p.id().equals(e.process())).findFirst();
        desk.pages().show(request, response, 410, "expired", "jobs", new Gone(JobId.brief(id), process.map(ProcessDescription::title).orElse(e.process()),
                process.map(ProcessDescription::id).orElse(null), new Words().name(e.label()), Badge.of(e.state()), Moment.day(e.created()), Moment.day(e.kept()), Moment.day(e.removed())));
        return true;
    }

    private void unavailable(HttpServletRequest request, HttpServletResponse response, String lost) throws IOException {
        boolean asked = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        response.setHeader("Retry-After", Integer.toString(RETRY));
        String again = request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
        if (asked) response.setHeader("Refresh", RETRY + "; url=" + again);
        desk.pages().show(request, response, 503, "unavailable", "",
                new Unavailable(Moment.time(desk.clock().instant()), !asked, asked ? again : null, desk.site().help(), lost));
        if (lost == null) warn(request);
    }

    /** Once a minute: pages that wait for the store ask again every few seconds, however many there are. */
    private void warn(HttpServletRequest request) {
        long last = said.get();
        long now = System.nanoTime();
        if (now - last < MINUTE || !said.compareAndSet(last, now)) return;
        LOG.log(Level.WARNING, "the job store did not answer: " + request.getMethod() + " " + request.getRequestURI() + " (further requests of this minute are not told)");
    }

    private void show(HttpServletRequest request, HttpServletResponse response, int status, ProblemType type, String title, String text, Duration later) throws IOException {
        var hints = new ArrayList<String>();
        Stream.concat(Stream.of(type.happened(), type.safe()), type.next().stream()).filter(hint -> !text.contains(hint)).forEach(hints::add);
        if (later != null) hints.add("It makes sense in " + new Words().duration(later) + ".");
        desk.pages().show(request, response, status, "plain", "", new Plain(title, StatusLine.of(status), text, hints, type.path()));
    }
}
