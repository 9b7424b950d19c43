package mayfly.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import mayfly.catalog.Conformance;

/** {@code GET /conformance}: which parts of OGC API - Processes programs can rely on. */
public final class ConformancePage {
    private final Desk desk;

    public ConformancePage(Desk desk) {
        this.desk = desk;
    }

    public record Page(List<Conformance> classes) { }

    public void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        desk.pages().showTagged(request, response, "conformance", "", new Page(List.of(Conformance.values())));
    }
}
