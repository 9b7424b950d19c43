package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import mayfly.catalog.ProcessDescription;
import mayfly.job.JobId;
import mayfly.queue.JobService;
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
     * @param hints  what is safe and what to do; may be empty
     */
    public record Plain(String title, String status, String text, List<String> hints) { }

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
        else if (thrown instanceof Trouble t) plain(request, response, t.status(), t.title(), t.getMessage());
        else {
            String code = Seal.random().substring(0, 8);
            LOG.log(Level.ERROR, "reference " + code + ": " + request.getMethod() + " " + request.getRequestURI(), thrown);
            show(request, response, 500, new Plain("Something went wrong here", status(500),
                    "The fault is on this side and is in the log as reference " + code + ". Jobs that were accepted are not affected.", List.of()));
        }
    }

    /** Answers with a plain page that says what is wrong. */
    public void plain(HttpServletRequest request, HttpServletResponse response, int status, String title, String text) throws IOException {
        show(request, response, status, new Plain(title, status(status), text, List.of()));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        Duration later = refusal.retryAfter();
        int status = refusal.reason().status();
        if (refusal.reason() == Refusal.Reason.STORE_DOWN || refusal.reason() == Refusal.Reason.RECORD_LOST) {
            unavailable(request, response, refusal.reason() == Refusal.Reason.RECORD_LOST ? refusal.getMessage() : null);
            return;
        }
        if (refusal.reason() == Refusal.Reason.EXPIRED && expired(request, response)) return;
        if (later != null) response.setHeader("Retry-After", Long.toString(Math.max(1, later.toSeconds())));
        show(request, response, status, new Plain(title(refusal.reason()), status(status), refusal.getMessage(), hints(refusal)));
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

    private void show(HttpServletRequest request, HttpServletResponse response, int status, Plain page) throws IOException {
        desk.pages().show(request, response, status, "plain", "", page);
    }

    private static String title(Refusal.Reason reason) {
        return switch (reason) {
            case NO_SUCH_PROCESS -> "There is no such process";
            case NO_SUCH_JOB -> "There is no such job";
            case EXPIRED -> "This job has expired";
            case NO_RESULT -> "There is no such result";
            case NOT_YOURS -> "This is not your job";
            case NOT_FINISHED -> "This job has not ended";
            case BAD_REQUEST -> "This cannot be done";
            case KEY_REUSED -> "This was sent before";
            case BAD_REFERENCE -> "This cannot be fetched";
            case TOO_LARGE -> "This is too large";
            case QUEUE_FULL -> "The queue is full";
            case STORE_DOWN -> "The job store cannot be reached";
            case RECORD_LOST -> "The record of this job is missing";
            case PROCESS_UNAVAILABLE -> "This process is not available now";
            case READ_ONLY -> "Nothing can be stored now";
            case DISK_FULL -> "The disk is full";
        };
    }

    private List<String> hints(Refusal refusal) {
        return switch (refusal.reason()) {
            case NO_SUCH_JOB -> List.of("A link to a job ends in 22 letters and digits; some may be missing at its end.",
                    "A job that was deleted by its owner cannot be shown any more.");
            case NOT_YOURS -> List.of("Whoever has the link can see a job; only who sent it, and the operator, can cancel or delete it.");
            case EXPIRED -> List.of("Jobs are kept for a while and then deleted with their files, as their page says beforehand.",
                    "The process can be run again from its form.");
            case QUEUE_FULL, DISK_FULL, READ_ONLY -> List.of("Nothing was started, and nothing of what you sent is kept.",
                    refusal.retryAfter() == null ? "Go back and try again later: your browser still has what you typed."
                            : "Go back and try again in " + new Words().duration(refusal.retryAfter()) + ": your browser still has what you typed.");
            default -> List.of();
        };
    }

    private static String status(int status) {
        return status + " " + switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            case 507 -> "Insufficient Storage";
            default -> "Internal Server Error";
        };
    }
}
