package mayfly.web;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is around the content of every page. It differs by the current entry of the navigation alone, and so is drawn once for each. */
final class Frames {
    private final Templates templates;
    private final Map<String, Object> variables;
    private final Map<String, Frame> drawn = new ConcurrentHashMap<>();

    /** @param version of the application, said in the footer */
    Frames(Templates templates, StaticFiles files, String version) {
        this.templates = templates;
        this.variables = Map.of("version", version, "pico", files.url("pico.min.css"), "sheet", files.url("mayfly.css"), "icon", files.url("favicon.svg"));
    }

    /** Markup, from the fragments of {@code frame.html}. */
    record Frame(String links, String header, String footer) { }

    /** @param at which entry of the navigation is current: processes, jobs, about or nothing */
    Frame at(String at, String contextPath) {
        return drawn.computeIfAbsent(at + " " + contextPath, key -> draw(at, contextPath));
    }

    private Frame draw(String at, String contextPath) {
        var all = new HashMap<>(variables);
        all.put("at", at);
        return new Frame(templates.draw("frame", "links", contextPath, all), templates.draw("frame", "header", contextPath, all), templates.draw("frame", "footer", contextPath, all));
    }
}
