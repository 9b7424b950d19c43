package mayfly.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which pages of other sites may read answers and send requests (CORS, as the Fetch Standard has it). What they send counts as a stranger's, or as what a token says: a cookie
 * or a login that the browser adds by itself is not theirs to use, and answers never allow credentials.
 */
public final class Cors {
    /** None may. */
    public static final Cors NONE = new Cors(List.of());
    /** As browsers write it: scheme, host and port, without a path. */
    private static final String ORIGIN = "https?://(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(:\\d{1,5})?";
    private static final String EXPOSED = "Location, Content-Location, Link, Preference-Applied, ETag, Retry-After, RateLimit, RateLimit-Policy, Content-Disposition, Content-Range, Accept-Ranges, Allow, "
            + "WWW-Authenticate";
    private static final String SENT = "Authorization, Accept, Content-Type, Prefer, Idempotency-Key, If-None-Match, If-Range, Range, Last-Event-ID";
    private static final String REMEMBERED = "7200"; // seconds; as long as Chromium would

    private final Set<String> origins;

    /** @param origins such as "https://example.org"; "*" = every one */
    public Cors(List<String> origins) {
        this.origins = origins.stream().map(o -> o.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a setting names an origin, or all. */
    static boolean isOrigin(String text) {
        return text.equals("*") || text.toLowerCase(Locale.ROOT).matches(ORIGIN) && URI.create(text).getPort() <= 65_535;
    }

    /** Whether a page of a site that is let in asks. */
    boolean lets(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null && (origins.contains("*") || origins.contains(origin.toLowerCase(Locale.ROOT)));
    }

    /** What every answer carries. */
    void head(HttpServletRequest request, HttpServletResponse response) {
        if (origins.isEmpty()) return;
        boolean all = origins.contains("*");
        if (!all) response.addHeader("Vary", "Origin");
        if (!lets(request)) return;
        response.setHeader("Access-Control-Allow-Origin", all ? "*" : request.getHeader("Origin"));
        response.setHeader("Access-Control-Expose-Headers", EXPOSED);
    }

    /** What a browser asks before it sends what a form could not. @param methods of the address */
    void preflight(HttpServletRequest request, HttpServletResponse response, String methods) {
        if (!lets(request) || request.getHeader("Access-Control-Request-Method") == null) return;
        response.setHeader("Access-Control-Allow-Methods", methods);
        response.setHeader("Access-Control-Allow-Headers", SENT);
        response.setHeader("Access-Control-Max-Age", REMEMBERED);
    }
}
