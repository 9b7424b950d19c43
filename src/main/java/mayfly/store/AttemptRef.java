package mayfly.store;

import java.util.Set;

/**
 * Names one attempt: "job/attempt", also as the cookie in the environment of its processes; "job/attempt/cookie" where these were started with another one.
 *
 * @param cookie empty where it is that of the attempt
 */
public record AttemptRef(String job, int attempt, String cookie) {
    public AttemptRef(String job, int attempt) {
        this(job, attempt, "");
    }

    public static AttemptRef parse(String text) {
        String[] parts = text.split("/", 3);
        return new AttemptRef(parts[0], Integer.parseInt(parts[1]), parts.length < 3 ? "" : parts[2]);
    }

    /** What its processes may carry in their environment. */
    public Set<String> cookies() {
        String own = job + "/" + attempt;
        return cookie.isEmpty() ? Set.of(own) : Set.of(own, cookie);
    }

    @Override
    public String toString() {
        return job + "/" + attempt + (cookie.isEmpty() ? "" : "/" + cookie);
    }
}
