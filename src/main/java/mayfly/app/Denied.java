package mayfly.app;

import jakarta.servlet.http.HttpServletResponse;

/**
 * Why somebody is not let through, in words for whoever it is.
 *
 * @param header of the answer, beside its status; null = none
 * @param value  of that header
 */
record Denied(int status, String title, String text, String header, String value) {
    Denied(int status, String title, String text) {
        this(status, title, text, null, null);
    }

    void head(HttpServletResponse response) {
        if (header != null) response.setHeader(header, value);
    }
}
