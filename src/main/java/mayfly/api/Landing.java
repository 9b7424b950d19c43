package mayfly.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /}: where things are. */
public final class Landing {
    private static final String REL = "http://www.opengis.net/def/rel/ogc/1.0/";

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = new Call(request);
        ObjectNode body = Call.object().put("title", "Mayfly").put("description", "Turns slow computations into web forms and jobs.");
        ArrayNode links = body.putArray("links");
        call.selfLinks(links, "/");
        call.link(links, REL + "processes", "application/json", "/processes?f=json", "What can be run");
        call.link(links, REL + "job-list", "application/json", "/jobs?f=json", "Your jobs");
        call.tagged(response, body);
    }
}
