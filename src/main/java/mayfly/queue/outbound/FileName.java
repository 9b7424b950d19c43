package mayfly.queue.outbound;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HeaderElement;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.message.MessageSupport;

/** What a fetched file is called: as its server says (RFC 6266), else as its address ends. Data for people, never a path. */
final class FileName {
    private static final int LONGEST = 150;

    private FileName() { }

    /** @param disposition null where the answer has none */
    static String of(Header disposition, URI address, String otherwise) {
        String said = disposition == null ? "" : plain(said(disposition));
        if (!said.isEmpty()) return said;
        String last = plain(decoded(address.getRawPath().replaceFirst("/+$", "").replaceFirst(".*/", ""), StandardCharsets.UTF_8));
        return last.isEmpty() ? otherwise : last;
    }

    private static String said(Header disposition) {
        String name = "";
        for (HeaderElement element : MessageSupport.parse(disposition)) {
            NameValuePair wide = element.getParameterByName("filename*");
            if (wide != null && wide.getValue() != null) return wide(wide.getValue());
            NameValuePair narrow = element.getParameterByName("filename");
            if (narrow != null && narrow.getValue() != null) name = narrow.getValue();
        }
        return name;
    }

    /** {@code UTF-8'en'a%20b} (RFC 8187). */
    private static String wide(String text) {
        String[] parts = text.split("'", 3);
        if (parts.length < 3) return text;
        return decoded(parts[2], parts[0].equalsIgnoreCase("ISO-8859-1") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private static String decoded(String text, Charset charset) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), charset);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Its last part, without characters that cannot be seen or turn others round. */
    private static String plain(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String seen = last.codePoints().filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT && Character.getType(c) != Character.SURROGATE)
                .limit(LONGEST).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString().strip();
        return seen.matches("\\.*") ? "" : seen;
    }
}
