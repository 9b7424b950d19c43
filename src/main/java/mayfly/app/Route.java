package mayfly.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mayfly.web.Urlencoded;

/**
 * One address.
 *
 * @param method    GET, POST or DELETE; HEAD goes with GET
 * @param address   parts in braces are variables
 * @param html      for people; null = there is no such page
 * @param json      for programs; null = there is no such answer
 * @param operators whether it is for operators alone, in both faces: see {@link OperatorGate}
 */
record Route(String method, List<String> address, Handler html, Handler json, boolean operators) {
    /** Answers one request. */
    interface Handler {
        void handle(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    Route(String method, String address, Handler html, Handler json) {
        this(method, segments(address), html, json, false);
    }

    Route forOperators() {
        return new Route(method, address, html, json, true);
    }

    Handler handler(Face face) {
        return face == Face.HTML ? html : json;
    }

    /** Whether it matters who asks, as an owner of jobs: the operator needs no cookie. */
    boolean personal() {
        return !operators && (address.isEmpty() || !address.get(0).equals("static") && !address.get(0).equals("health"));
    }

    /** The variables when the path is this address; null when it is not. */
    Map<String, String> match(List<String> path) {
        if (path.size() != address.size()) return null;
        var variables = new HashMap<String, String>();
        for (int i = 0; i < path.size(); i++) {
            String part = address.get(i);
            if (part.startsWith("{")) variables.put(part.substring(1, part.length() - 1), path.get(i));
            else if (!part.equals(path.get(i))) return null;
        }
        return variables;
    }

    /** The decoded parts of a path, each without what follows a semicolon; a slash at the end counts for nothing. */
    static List<String> segments(String path) {
        var parts = new ArrayList<String>();
        for (String raw : path.split("/")) {
            String part = Urlencoded.decode(raw.split(";", 2)[0], false);
            if (!raw.isEmpty()) parts.add(part);
        }
        return parts;
    }
}
