package mayfly.web;

import jakarta.servlet.http.HttpServletResponse;

/** 303 See Other: look there, with GET. */
final class Redirect {
    private Redirect() { }

    /** @param url as the browser needs it, with the context path */
    static void to(HttpServletResponse response, String url) {
        response.setStatus(303);
        response.setHeader("Location", url);
        response.setHeader("Cache-Control", "private, no-store");
        response.setContentLength(0);
    }
}
