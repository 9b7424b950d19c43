package mayfly.store;

import java.util.Set;

/**
 * Names one attempt: "job/attempt", also as the cookie in the environment of its processes; "job/attempt/cookie/host" in the list of endings.
 *
 * @param cookie that its processes were started with; empty where it is that of the attempt
 * @param host   where they run or ran; empty where it is not told
 */
public record AttemptRef(String job, int attempt, String cookie, String host) {
    public AttemptRef(String job, int attempt) {
        this(job, attempt, "", "");
    }

    public static AttemptRef parse(String text) {
        String[] parts = text.split("/", 4);
        return new AttemptRef(parts[0], Integer.parseInt(parts[1]), parts.length < 3 ? "" : parts[2], parts.length < 4 ? "" : parts[3]);
    }

    /** What its processes may carry in their environment. */
    public Set<String> cookies() {
        String own = job + "/" + attempt;
        return cookie.isEmpty() ? Set.of(own) : Set.of(own, cookie);
    }

    /** As the list of endings has it. */
    @Override
    public String toString() {
        return job + "/" + attempt + "/" + cookie + "/" + host;
    }
}
