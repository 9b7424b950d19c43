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
 * @param need      what it asks of who comes, in both faces
 * @param method    GET, POST or DELETE; HEAD goes with GET
 * @param address   parts in braces are variables
 * @param html      for people; null = there is no such page
 * @param json      for programs; null = there is no such answer
 * @param slow      whether it reads a body or sends a file, and so may take as long as its client likes: answered in the {@link Lane}
 */
record Route(Need need, String method, List<String> address, Handler html, Handler json, boolean slow) {
    /** Answers one request. */
    interface Handler {
        void handle(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    Route(Need need, String method, String address, Handler html, Handler json) {
        this(need, method, segments(address), html, json, !method.equals("GET"));
    }

    Route inLane() {
        return new Route(need, method, address, html, json, true);
    }

    Handler handler(Face face) {
        return face == Face.HTML ? html : json;
    }

    /** The variables of a path that fits. */
    Map<String, String> variables(List<String> path) {
        var variables = new HashMap<String, String>();
        for (int i = 0; i < path.size(); i++) if (isVariable(i)) variables.put(address.get(i).substring(1, address.get(i).length() - 1), path.get(i));
        return variables;
    }

    /** Whether the path is this address. */
    boolean fits(List<String> path) {
        if (path.size() != address.size()) return false;
        for (int i = 0; i < path.size(); i++) if (!isVariable(i) && !address.get(i).equals(path.get(i))) return false;
        return true;
    }

    private boolean isVariable(int part) {
        return address.get(part).startsWith("{");
    }

    /** "POST /jobs/{id}/keep". */
    @Override
    public String toString() {
        return method + " /" + String.join("/", address);
    }

    /** The decoded parts of a path, each without what follows a semicolon; a slash at the end counts for nothing. */
    static List<String> segments(String path) {
        var parts = new ArrayList<String>();
        for (String raw : path.split("/")) {
            int semicolon = raw.indexOf(';');
            if (!raw.isEmpty()) parts.add(Urlencoded.decode(semicolon < 0 ? raw : raw.substring(0, semicolon), false));
        }
        return parts;
    }
}
