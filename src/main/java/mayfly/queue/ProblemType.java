package mayfly.queue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import mayfly.job.FailureKind;

/**
 * Everything that an answer may have to say instead of what was asked for: the one table of both faces. A page and a problem document (RFC 9457) that say the same say it in these
 * words, and each row has an address that explains it. What is special about one occurrence, such as a name or a value, is its detail and not here.
 */
public enum ProblemType {
    NO_SUCH_PROCESS(404, "There is no such process", "The address names a process that this server does not offer. It may be mistyped, or the process is not offered any more.",
            "Jobs that were accepted are not affected.", "Look for it among the processes."),
    NO_SUCH_JOB(404, "There is no such job", "A link to a job ends in 22 letters and digits; some may be missing at its end. A job that was deleted by its owner cannot be shown any more.",
            "Nothing was changed.", "Copy the whole link, or look for the job among your jobs."),
    RESULT_NOT_READY(404, "The result is not ready", "Results are there once a job has ended well, and this one has not ended.", "The job goes on.", "Ask for its status until it is “successful”, then for its results."),
    EXPIRED(410, "This job has expired", "Jobs are kept for a while and then deleted with their files, as their page says beforehand.", "Other jobs are not affected.",
            "The process can be run again from its form."),
    NO_RESULT(404, "There is no such result", "The job has no output of that name, or ended without results, or the file is gone.", "Its other results are not affected.",
            "See the job's results for the names that there are."),
    NOT_YOURS(403, "This is not your job", "Whoever has the link can see a job; only who sent it, and the operator, can cancel or delete it.", "Nothing was changed.",
            "Use the browser or the sign-in that sent it, or run it again as a job of your own."),
    NOT_FINISHED(409, "This job has not ended", "What was asked for is possible only once the job has ended.", "The job goes on, and nothing was changed.", "Wait until it has ended, or cancel it first."),
    BAD_REQUEST(400, "This cannot be done", "The request asks for something that does not exist or is not allowed here.", "Nothing was changed.", "Correct what the detail names, and send it again."),
    BAD_PARAMETER(400, "A parameter cannot be used", "A query parameter or a header has a value that is not accepted.", "Nothing was changed.", "Correct it as the detail says, and ask again."),
    BAD_BODY(400, "The request cannot be read", "The body is not what it should be: no JSON, no form, or not of the shape that is wanted.", "Nothing was started, and nothing was changed.",
            "Correct it where the detail says, and send it again."),
    BROKEN_OFF(400, "The request broke off", "It ended before all of it had arrived.", "Nothing was started.", "Send it again."),
    MALFORMED(400, "The request is malformed", "It is no HTTP that this server understands, or its address has characters that have no place in one.", "Nothing was done.", "Correct the address, or the program that sent it."),
    BAD_INPUTS(422, "Inputs cannot be used", "Inputs are missing, are not declared, or are not what the process accepts. Each fault names its input and what would be accepted.",
            "Nothing was started.", "Correct the inputs that are named, and send all again."),
    BAD_REFERENCE(422, "An address cannot be used", "An input is given by reference, or somebody is to be called back, and that address cannot be reached from here, or is none that this server goes to.", "Nothing was started.",
            "Name an address that this server may go to; or send the content itself, and ask for the status of the job."),
    KEY_REUSED(422, "Idempotency-Key is already used", "The same key has come with another request before. A key stands for one request, so that sending it twice starts one job.", "Nothing was started.",
            "Take a new key for a new request; send the same request with the same key."),
    SIGN_IN(401, "Sign in first", "This address is for those who are signed in, or the name, password or token is not known here.", "Nothing was done.", "Give a name and password, or a token, that may do this."),
    BAD_TOKEN(401, "This token is not known", "There is no such API token: it has ended, was revoked, or was not sent whole.", "Nothing was done.", "Make a new one on the page of tokens."),
    TOKEN_SCOPE(403, "This token is not good for that", "An API token may do what its scopes say, which were chosen when it was made, and nothing else.", "Nothing was done.",
            "Make one with the scope that the detail names, or do it in a browser."),
    FORBIDDEN(403, "This is not allowed", "Who asks may not do this.", "Nothing was changed.", "Ask who runs this site, or use a sign-in or token that may do it."),
    ANOTHER_SITE(403, "This came from another site", "The browser says that the request was made by a page of another site, and such requests change nothing here.", "Nothing was done.",
            "Open the page here and send it from there."),
    NOT_FOUND(404, "There is no such page", "The address may be mistyped, or the page may have moved.", "Nothing was changed.", "Begin at the first page, which leads to all others."),
    METHOD(405, "This cannot be done here", "The address exists and does not take this method.", "Nothing was done.", "Use one of the methods that the header Allow names."),
    NOT_ACCEPTABLE(406, "There is no such form of this", "None of the media types that are accepted can be made.", "Nothing was changed.", "Accept application/json or text/html."),
    TIMED_OUT(408, "The request took too long", "It did not arrive within the time that this server waits.", "Nothing was started.", "Send it again, in one go."),
    CONFLICT(409, "This does not fit what is there", "It has changed in the meantime, or is in a state that does not allow it.", "Nothing was changed.", "Look at it again, then decide."),
    PRECONDITION(412, "A condition does not hold", "The request was to be carried out only if something held, and it does not.", "Nothing was changed.", "Look at it again, then decide."),
    TOO_LARGE(413, "This is too large", "The request, or a file in it, is larger than this server takes in.", "Nothing was started, and nothing of what was sent is kept.", "Send less; large files go as multipart/form-data."),
    ADDRESS_TOO_LONG(414, "The address is too long", "An address of this length is not read.", "Nothing was done.", "Send what is long in the body of the request."),
    MEDIA_TYPE(415, "This is not of a type that is taken in", "The header Content-Type names a type that this address does not read.", "Nothing was started.", "Send application/json, or a form."),
    RANGE(416, "There is no such part", "The part that was asked for lies outside of the file.", "Nothing was changed.", "Ask for a part within the length that the header Content-Range names."),
    TOO_MANY(429, "Too many requests", "More has come from here than is answered in this time.", "Nothing was done.", "Wait as long as the header Retry-After says, then go on more slowly."),
    TOO_MANY_TRIES(429, "Too many wrong passwords", "After several wrong passwords none is looked at for a while.", "Nothing was done.", "Wait as long as the header Retry-After says."),
    QUEUE_FULL(429, "The queue is full", "As many jobs are queued as this server takes in, of all together or of one person.", "Nothing was started, and nothing of what you sent is kept.",
            "Go back and try again later: your browser still has what you typed."),
    HEADERS_TOO_LARGE(431, "The headers are too large", "The headers of a request, cookies among them, have to fit into some kilobytes.", "Nothing was done.", "Delete the cookies of this site, or send fewer headers."),
    INTERNAL(500, "Something went wrong here", "The fault is on this side and is in the log under the reference that the detail names.", "Jobs that were accepted are not affected.",
            "Try again; if it happens again, tell who runs this site the reference."),
    NOT_IMPLEMENTED(501, "This is not known here", "The method or something else in the request is not known to this server.", "Nothing was done.", "Use what the description of the interface names."),
    UNAVAILABLE(503, "This is not available now", "The server cannot answer this at the moment.", "Jobs that were accepted are not affected.", "Try again in a while, or as the header Retry-After says."),
    BUSY(503, "Too many at once", "This server is taking in and sending out as many files as it can at a time.", "Nothing was done.", "Try again in a few seconds: your browser still has what you typed."),
    STORE_DOWN(503, "The job store cannot be reached", "The server runs, and cannot reach the store that has the records of all jobs.",
            "Nothing is lost: accepted jobs are on disk, and running jobs go on.", "Try again as the header Retry-After says; a page does so by itself."),
    RECORD_LOST(503, "The record of this job is missing", "The job's files are here, and the store has lost its record.", "Its files are kept.", "Tell who runs this site: the record can be restored from the files."),
    PROCESS_UNAVAILABLE(503, "This process is not available now", "Something that it needs, such as a program, is missing on this server.", "Jobs that were accepted are not affected. Nothing was started.",
            "Try again later, or tell who runs this site. It comes back by itself once what is missing is there."),
    READ_ONLY(503, "Nothing can be stored now", "The disk of this server does not take anything in.", "Nothing was started, and nothing of what you sent is kept.",
            "Go back and try again later: your browser still has what you typed."),
    DISK_FULL(507, "The disk is full", "The disk of this server is full or nearly so.", "Nothing was started, and nothing of what you sent is kept. Jobs that were accepted are not affected.",
            "Go back and try again later: your browser still has what you typed."),

    FAILED_INPUT(FailureKind.INPUT, "The computation looked at its inputs and found that it cannot work with them.", "Correct the inputs and run it again: the form opens as you sent it.",
            "The same inputs would fail again."),
    FAILED_COMPUTATION(FailureKind.COMPUTATION, "The program ended with a fault of its own, such as an exception or an exit code.",
            "Read the last lines of its log: they are what the computation said itself.", "Run it again if the cause may be gone, such as a service that did not answer."),
    FAILED_TIMEOUT(FailureKind.TIMEOUT, "It was still at work when the time that it is allowed had passed, and was ended.", "Run it again with less to do: a smaller file, fewer rows, fewer steps.",
            "Need it whole? Ask who runs this site for a longer time limit."),
    FAILED_MEMORY(FailureKind.MEMORY, "It wanted more memory than it is allowed, and was ended.", "Run it again with less to do: a smaller file, fewer rows.",
            "The same inputs would need the same memory.", "Need it whole? Ask who runs this site for a higher memory limit."),
    FAILED_LOST(FailureKind.LOST, "Its process ended without a word, as after a restart of the machine or when something outside ended it.", "Run it again: this was no fault of your inputs."),
    FAILED_LAUNCH(FailureKind.LAUNCH, "The server could not start the process that was to do the work.", "Run it again in a moment: this was no fault of your inputs.",
            "If it happens again, tell who runs this site; the log of the server says more."),
    FAILED_DEPENDENCY(FailureKind.DEPENDENCY, "It waited for another job, and that one failed.", "See what went wrong with the job that it waited for, then run both again.");

    private static final String OGC = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/";

    private final int status;
    private final String title;
    private final String happened;
    private final String safe;
    private final List<String> next;

    ProblemType(int status, String title, String happened, String safe, String next) {
        this.status = status;
        this.title = title;
        this.happened = happened;
        this.safe = safe;
        this.next = List.of(next);
    }

    /** What is said where the results of a failed job are asked for. */
    ProblemType(FailureKind kind, String happened, String... next) {
        this.status = kind == FailureKind.INPUT ? 422 : 500;
        this.title = kind.title();
        this.happened = happened;
        this.safe = "The record, the inputs and the log of the job are kept.";
        this.next = List.of(next);
    }

    /** The row of a refusal. */
    public static ProblemType of(Refusal.Reason reason) {
        return valueOf(reason.name());
    }

    /** The row of a failed job. */
    public static ProblemType of(FailureKind kind) {
        return valueOf("FAILED_" + kind.name());
    }

    /** The row for an HTTP status about which no more is known. */
    public static ProblemType of(int status) {
        Stream<ProblemType> general = Stream.of(BAD_REQUEST, SIGN_IN, FORBIDDEN, NOT_FOUND, METHOD, NOT_ACCEPTABLE, TIMED_OUT, CONFLICT, PRECONDITION, TOO_LARGE, ADDRESS_TOO_LONG, MEDIA_TYPE, RANGE,
                BAD_INPUTS, TOO_MANY, HEADERS_TOO_LARGE, INTERNAL, NOT_IMPLEMENTED, UNAVAILABLE, DISK_FULL);
        return general.filter(t -> t.status == status).findFirst().orElse(status < 500 ? BAD_REQUEST : INTERNAL);
    }

    /** The row of a page. */
    public static Optional<ProblemType> named(String name) {
        return Arrays.stream(values()).filter(t -> t.label().equals(name)).findFirst();
    }

    /** What its page is called: "queue-full". */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where it is explained, below our own address. */
    public String path() {
        return "/problems/" + label();
    }

    /**
     * Its type in a problem document: OGC's own address for what OGC has named, else that of its page.
     *
     * @param base our own address, without a slash at its end
     */
    public String uri(String base) {
        return switch (this) {
            case NO_SUCH_PROCESS, NO_SUCH_JOB, RESULT_NOT_READY -> OGC + label();
            case EXPIRED -> OGC + NO_SUCH_JOB.label(); // to whom OGC's words are all, it is a job that is not there
            default -> base + path();
        };
    }

    /** HTTP status, 400 to 599. */
    public int status() {
        return status;
    }

    /** A short sentence without a full stop, the same at every occurrence. */
    public String title() {
        return title;
    }

    /** What has happened, in general. */
    public String happened() {
        return happened;
    }

    /** What is safe all the same. */
    public String safe() {
        return safe;
    }

    /** What to do. */
    public List<String> next() {
        return next;
    }
}
