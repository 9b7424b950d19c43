package mayfly.app;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/**
 * Whether a request that changes something comes from a page of ours or from no page at all. A browser says where a request comes from
 * (Sec-Fetch-Site, Origin), a program does not; a page of another site cannot make a browser leave it out.
 */
final class SameSite {
    private SameSite() { }

    static boolean allows(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) return false;
        String origin = request.getHeader("Origin");
        if (origin == null) return true;
        if (origin.equals("null")) return site != null;
        int scheme = origin.indexOf("://");
        return scheme > 0 && host(origin.substring(scheme + 3)).equals(host(request.getHeader("Host")));
    }

    /** Host and port; the usual ports are left out on both sides, because a proxy that ends TLS changes them. */
    private static String host(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
    }
}
