package mayfly.web;

import java.util.Locale;

/** The request header Accept-Encoding, as far as it matters here. */
final class AcceptEncoding {
    private AcceptEncoding() { }

    /** Whether the client takes gzip: by its name, else by {@code *}, and not with a weight of zero. @param header null = none */
    static boolean allowsGzip(String header) {
        if (header == null) return false;
        Boolean any = null;
        for (String one : header.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = one.strip().split("\\s*;\\s*");
            boolean taken = parts.length < 2 || !parts[1].matches("q\\s*=\\s*0(\\.0*)?");
            if (parts[0].equals("gzip")) return taken;
            if (parts[0].equals("*")) any = taken;
        }
        return any != null && any;
    }
}
