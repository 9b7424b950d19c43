package mayfly.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;

/**
 * An answer that is not given yet, because its job is under way, or because giving it takes as long as a server elsewhere likes. A handler leaves it with the request as its last
 * act; whoever called the handler then lets the request wait without a thread, and has it answered.
 *
 * @param job  whose end is waited for; null = none: it is answered at once, by a thread that may take its time
 * @param most how long
 * @param then gives the answer, whether the job has ended or the time is over
 */
public record Later(String job, Duration most, Answer then) {
    /** Answers the request. */
    public interface Answer {
        void give(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    /** For what takes its time. */
    static Later apart(Answer then) {
        return new Later(null, Duration.ZERO, then);
    }

    void leave(HttpServletRequest request) {
        request.setAttribute(Later.class.getName(), this);
    }

    /** What the handler has left; null where its answer is complete. */
    public static Later of(HttpServletRequest request) {
        return (Later) request.getAttribute(Later.class.getName());
    }

    /** Takes it away: it is answered now. */
    public static Later taken(HttpServletRequest request) {
        Later later = of(request);
        if (later != null) request.removeAttribute(Later.class.getName());
        return later;
    }
}
