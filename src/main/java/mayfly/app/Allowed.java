package mayfly.app;

import java.util.List;
import java.util.TreeSet;

/** The header {@code Allow}. */
final class Allowed {
    private Allowed() { }

    /** What these routes take together: "GET, HEAD, OPTIONS". */
    static String by(List<Route> routes) {
        var methods = new TreeSet<String>(List.of("OPTIONS"));
        for (Route r : routes) {
            methods.add(r.method());
            if (r.method().equals("GET")) methods.add("HEAD");
        }
        return String.join(", ", methods);
    }
}
