package mayfly.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/** The script of forms: our own files, in the order in which one needs the other. No page needs it, and no other page may run any. */
final class Script {
    private static final String POLICY = "Content-Security-Policy";
    static final List<String> FILES = List.of("form-field.js", "form-when.js", "form-check.js", "form-files.js", "form-recall.js", "form-tus.js", "form-send.js", "form.js");

    private Script() { }

    /** Lets this answer run it, and nothing else: no script within the page, and none from elsewhere. */
    static void allow(HttpServletResponse response) {
        String policy = response.getHeader(POLICY);
        if (policy != null && !policy.contains("script-src")) response.setHeader(POLICY, policy + "; script-src 'self'; connect-src 'self'");
    }
}
