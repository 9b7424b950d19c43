package mayfly.catalog;

/** The conformance classes of OGC API - Processes, Part 1: Core 1.0 that Mayfly fulfils. */
public enum Conformance {
    CORE("core", "Processes are listed and described, executed, and answered with results."),
    DESCRIPTION("ogc-process-description", "Processes are described by OGC's own vocabulary, their inputs and outputs by JSON Schema."),
    JSON("json", "Everything can be had as JSON."),
    HTML("html", "Everything can be had as a page."),
    OAS30("oas30", "The interface is described by a document of OpenAPI 3.0."),
    JOB_LIST("job-list", "Jobs are listed, and filtered by process, status, time and duration."),
    CALLBACK("callback", "A subscriber is told of the progress, the success and the failure of a job."),
    DISMISS("dismiss", "A job can be dismissed while it is under way, and removed when it has ended.");

    private static final String BASE = "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/";

    private final String word;
    private final String meaning;

    Conformance(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    /** As OGC names it. */
    public String uri() {
        return BASE + word;
    }

    /** One sentence for people. */
    public String meaning() {
        return meaning;
    }
}
