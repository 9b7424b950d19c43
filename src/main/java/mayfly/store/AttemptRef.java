package mayfly.store;

/** Names one attempt: "job/attempt", also as the cookie in the environment of its processes. */
public record AttemptRef(String job, int attempt) {
    public static AttemptRef parse(String text) {
        int slash = text.indexOf('/');
        return new AttemptRef(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
    }

    @Override
    public String toString() {
        return job + "/" + attempt;
    }
}
