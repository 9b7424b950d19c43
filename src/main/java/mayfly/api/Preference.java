package mayfly.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import mayfly.catalog.Mode;
import mayfly.catalog.ProcessDescription;

/**
 * The header {@code Prefer} (RFC 7240) as far as it matters here: {@code respond-async} and {@code wait=N}. What is malformed or unknown counts for nothing, as that RFC asks.
 *
 * @param async   whether an answer with a job is preferred
 * @param seconds that the client would wait; -1 where it does not say
 */
record Preference(boolean async, long seconds) {
    static Preference of(HttpServletRequest request) {
        boolean async = false;
        long wait = -1;
        for (String header : Collections.list(request.getHeaders("Prefer"))) {
            for (String one : header.split(",")) {
                String[] pair = one.split(";")[0].strip().toLowerCase(Locale.ROOT).split("\\s*=\\s*", 2);
                String value = pair.length == 2 ? pair[1].replace("\"", "") : "";
                if (pair[0].equals("respond-async")) async = true;
                // The first one counts where there are several.
                if (pair[0].equals("wait") && wait < 0 && value.matches("\\d{1,9}")) wait = Long.parseLong(value);
            }
        }
        return new Preference(async, wait);
    }

    /**
     * How long the request is to wait for the end of its job before it is answered with the job itself: a client that says how long gets that from every process; one that says
     * nothing waits where the process offers it.
     *
     * @param mode of the body, which counts where there is no preference; may be null
     * @param most the longest of this deployment
     */
    Duration wait(ProcessDescription process, String mode, Duration most) {
        if (seconds >= 0) return seconds > most.toSeconds() ? most : Duration.ofSeconds(seconds);
        boolean apart = async || "async".equals(mode);
        if (apart && process.modes().contains(Mode.ASYNC)) return Duration.ZERO;
        return process.modes().contains(Mode.SYNC) || "sync".equals(mode) ? most : Duration.ZERO;
    }
}
