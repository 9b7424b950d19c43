package mayfly.app;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/**
 * Whether a request that changes something comes from a page of ours or from no page at all. A browser says where a request comes from
 * (Sec-Fetch-Site, Origin), a program does not; a page of another site cannot make a browser leave it out.
 */
final class SameSite {
    private SameSite() { }

    /** @param base the address that users see, as settings name it; empty = as the request says */
    static boolean allows(HttpServletRequest request, String base) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) return false;
        String origin = request.getHeader("Origin");
        if (origin == null) return true;
        if (origin.equals("null")) return site != null;
        String from = host(afterScheme(origin));
        return from.equals(host(request.getHeader("Host"))) || !base.isEmpty() && from.equals(host(afterScheme(base).replaceFirst("/.*", "")));
    }

    private static String afterScheme(String url) {
        int scheme = url.indexOf("://");
        return scheme > 0 ? url.substring(scheme + 3) : "nowhere.invalid";
    }

    /** Host and port; the usual ports are left out on both sides, because a proxy that ends TLS changes them. */
    private static String host(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
    }
}
