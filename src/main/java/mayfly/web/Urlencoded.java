package mayfly.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads queries and urlencoded forms, the same in every container: UTF-8, nothing dropped, names in order. */
public final class Urlencoded {
    private Urlencoded() { }

    /** Values by name, in order; a percent sign that begins no escape stands for itself. */
    public static Map<String, List<String>> read(String text) {
        var fields = new LinkedHashMap<String, List<String>>();
        if (text == null || text.isEmpty()) return fields;
        for (String pair : text.split("&")) {
            if (pair.isEmpty()) continue;
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
            fields.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        }
        return fields;
    }

    /** @param plus whether a plus sign is a blank: in queries and forms, not in paths */
    public static String decode(String text, boolean plus) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) return text;
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        var out = new byte[in.length];
        int n = 0;
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '+' && plus) out[n++] = ' ';
            else if (in[i] == '%' && i + 2 < in.length && HexFormat.isHexDigit(in[i + 1]) && HexFormat.isHexDigit(in[i + 2])) {
                out[n++] = (byte) (HexFormat.fromHexDigit(in[i + 1]) << 4 | HexFormat.fromHexDigit(in[i + 2]));
                i += 2;
            } else out[n++] = in[i];
        }
        return new String(out, 0, n, StandardCharsets.UTF_8);
    }
}
