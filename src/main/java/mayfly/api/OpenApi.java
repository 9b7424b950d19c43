package mayfly.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import mayfly.api.openapi.Document;
import mayfly.catalog.ProcessDescription;
import mayfly.queue.Tag;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api}: the description of this interface (OpenAPI 3.0), made once for what the catalog offers. */
public final class OpenApi {
    /** Clients compare it literally. */
    static final String TYPE = "application/vnd.oai.openapi+json;version=3.0";
    private final Api api;
    private final Document document;
    private volatile Made last;

    /** @param version of the application */
    public OpenApi(Api api, String version) {
        this.api = api;
        this.document = new Document(version);
    }

    /** @param of what it was made of: the same processes, not only equal ones, as long as their descriptions stand */
    private record Made(List<ProcessDescription> of, String base, ObjectNode document, byte[] bytes, String tag) {
        boolean isOf(List<ProcessDescription> processes, String address) {
            if (!base.equals(address) || of.size() != processes.size()) return false;
            for (int i = 0; i < of.size(); i++) if (of.get(i) != processes.get(i)) return false;
            return true;
        }
    }

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Made made = made((String) request.getAttribute("base"));
        response.setHeader("ETag", made.tag());
        response.setHeader("Cache-Control", "no-cache");
        if (Tag.isKnown(request.getHeader("If-None-Match"), made.tag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(Problems.takesJsonAlone(request.getHeader("Accept")) && !request.getHeader("Accept").contains("openapi") ? "application/json" : TYPE);
        response.setContentLength(made.bytes().length);
        response.getOutputStream().write(made.bytes());
    }

    /** For the page that shows it. @param base our own address, without a slash at its end */
    public ObjectNode document(String base) {
        return made(base).document();
    }

    private Made made(String base) {
        List<ProcessDescription> processes = api.jobs().processes();
        Made made = last;
        if (made != null && made.isOf(processes, base)) return made;
        ObjectNode whole = document.of(processes, base);
        made = new Made(processes, base, whole, Call.JSON.writeValueAsBytes(whole), Tag.of("api", base, whole));
        last = made;
        return made;
    }
}
