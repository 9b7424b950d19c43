package mayfly.app;

import jakarta.servlet.http.HttpServletResponse;
import mayfly.queue.ProblemType;

/**
 * Why somebody is not let through, in words for whoever it is.
 *
 * @param header of the answer, beside its status; null = none
 * @param value  of that header
 */
record Denied(ProblemType type, String title, String text, String header, String value) {
    Denied(ProblemType type, String title, String text) {
        this(type, title, text, null, null);
    }

    /** Of the general type of that status. */
    Denied(int status, String title, String text) {
        this(ProblemType.of(status), title, text, null, null);
    }

    /** Of the general type of that status. */
    Denied(int status, String title, String text, String header, String value) {
        this(ProblemType.of(status), title, text, header, value);
    }

    void head(HttpServletResponse response) {
        if (header != null) response.setHeader(header, value);
    }
}
