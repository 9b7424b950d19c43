package mayfly.app;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Which of the two faces answers: HTML where text/html ranks first in Accept, else JSON; {@code ?f=html} and {@code ?f=json} decide by hand. */
enum Face {
    HTML, JSON;

    static Face of(HttpServletRequest request, Map<String, List<String>> query) {
        String by = query.getOrDefault("f", List.of("")).get(0);
        if (by.equals("html")) return HTML;
        if (by.equals("json")) return JSON;
        // As it was sent: asked for the type itself, a server may fail on a charset that it does not know.
        String type = Objects.requireNonNullElse(request.getHeader("Content-Type"), "").toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/form-data") || type.startsWith("application/x-www-form-urlencoded")) return HTML;
        if (type.startsWith("application/json")) return JSON;
        return byAccept(request.getHeader("Accept"));
    }

    static Face byAccept(String accept) {
        if (accept == null) return JSON;
        double html = -1;
        double other = 0;
        int order = 0;
        int htmlAt = 0;
        int otherAt = Integer.MAX_VALUE;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",")) {
            String type = range.split(";")[0].strip();
            double q = quality(range);
            order++;
            if (type.equals("text/html") || type.equals("application/xhtml+xml")) {
                if (q > html) htmlAt = order;
                html = Math.max(html, q);
            } else if (type.endsWith("json") && q > other) {
                other = q;
                otherAt = order;
            }
        }
        return html > 0 && (html > other || html == other && htmlAt < otherAt) ? HTML : JSON;
    }

    private static double quality(String range) {
        int at = range.indexOf("q=");
        if (at < 0) return 1;
        try {
            return Double.parseDouble(range.substring(at + 2).split(";")[0].strip());
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
