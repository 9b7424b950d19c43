package mayfly.job;

/**
 * How a program wants to be answered, which it said when it submitted the job.
 *
 * @param response   "raw" or "document"; null where it did not say
 * @param outputs    the outputs that it asked for as a JSON object, {output id: {"transmissionMode": , "format": }}; null = all of them, as they are
 * @param subscriber who is told of the job's fate
 */
public record Asked(String response, String outputs, Subscriber subscriber) {
    /** By a form: nothing in particular. */
    public static final Asked NOTHING = new Asked(null, null, Subscriber.NOBODY);

    /** Whether each output is to come as it is, and not within a JSON document: OGC's own answer where outputs were chosen and no form of response. */
    public boolean raw() {
        return "raw".equals(response) || response == null && outputs != null;
    }

    /** Whether nothing was said of how to be answered. */
    public boolean open() {
        return response == null && outputs == null;
    }

    /**
     * Addresses that are called (OGC API - Processes 1.0, clause 7.11 and conformance class Callback); each may be null.
     *
     * @param success  once the results are there
     * @param progress while it is under way
     * @param failure  when it has failed
     */
    public record Subscriber(String success, String progress, String failure) {
        public static final Subscriber NOBODY = new Subscriber(null, null, null);
    }
}
