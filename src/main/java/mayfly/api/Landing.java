package mayfly.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import mayfly.catalog.Conformance;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /} and {@code GET /conformance}: where things are, and which parts of the standard they follow. */
public final class Landing {
    private static final String REL = "http://www.opengis.net/def/rel/ogc/1.0/";
    /** Clients compare it literally. */
    private static final String OPENAPI = "application/vnd.oai.openapi+json;version=3.0";

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = new Call(request);
        ObjectNode body = Call.object().put("title", "Mayfly").put("description", "Turns slow computations into web forms and jobs.");
        ArrayNode links = body.putArray("links");
        call.selfLinks(links, "/");
        call.link(links, "service-desc", OPENAPI, "/api?f=json", "The interface, described by OpenAPI 3.0");
        call.link(links, "service-doc", "text/html", "/api?f=html", "The interface, for people");
        call.link(links, REL + "conformance", "application/json", "/conformance?f=json", "Which parts of OGC API - Processes this follows");
        call.link(links, REL + "processes", "application/json", "/processes?f=json", "What can be run");
        call.link(links, REL + "job-list", "application/json", "/jobs?f=json", "Your jobs");
        call.tagged(response, body);
    }

    public void conformance(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = new Call(request);
        ObjectNode body = Call.object();
        ArrayNode classes = body.putArray("conformsTo");
        for (Conformance one : Conformance.values()) classes.add(one.uri());
        call.selfLinks(body.putArray("links"), "/conformance");
        call.tagged(response, body);
    }
}
