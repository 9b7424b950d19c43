package mayfly.api;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses that clients name. */
final class Web {
    private static final int LONGEST = 2000;

    private Web() { }

    /** @return null when it is no absolute http or https address of at most 2,000 characters */
    static URI address(String text) {
        if (text.length() > LONGEST || !text.regionMatches(true, 0, "http://", 0, 7) && !text.regionMatches(true, 0, "https://", 0, 8)) return null;
        try {
            URI uri = new URI(text);
            return uri.getHost() == null ? null : uri;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** What a client sent, to be quoted: at most 100 characters. */
    static String brief(String text) {
        return text.length() <= 100 ? text : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, 99))) + "…";
    }
}
