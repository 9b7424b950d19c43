package mayfly.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import mayfly.job.Owner;
import mayfly.queue.ProblemType;
import mayfly.queue.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One request as the JSON face reads it; path variables, the query and the caller are attributes that the router has set. */
record Call(HttpServletRequest http) {
    static final JsonMapper JSON = JsonMapper.shared();

    String path(String name) {
        return (String) http.getAttribute("path." + name);
    }

    @SuppressWarnings("unchecked")
    List<String> query(String name) {
        return ((Map<String, List<String>>) http.getAttribute("query")).getOrDefault(name, List.of());
    }

    /** @throws Problem 400 when it is given and is no whole number from {@code low} to {@code high} */
    int number(String name, int otherwise, int low, int high) {
        if (query(name).isEmpty()) return otherwise;
        String text = query(name).get(0);
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= low && Integer.parseInt(text) <= high) return Integer.parseInt(text);
        throw new Problem(ProblemType.BAD_PARAMETER, "“" + name + "” is a whole number from " + low + " to " + high + "; found “" + text + "”.");
    }

    Owner owner() {
        return (Owner) http.getAttribute(Owner.class.getName());
    }

    /** A path of ours, absolute. */
    String url(String path) {
        return http.getAttribute("base") + path;
    }

    /** The address that was asked for, with its query but for the form of the answer. */
    String here() {
        return here("f", null);
    }

    /** The same with one parameter set. @param value null = left out */
    @SuppressWarnings("unchecked")
    String here(String name, Object value) {
        var query = new StringBuilder();
        ((Map<String, List<String>>) http.getAttribute("query")).forEach((key, values) -> {
            if (!key.equals("f") && !key.equals(name) && !(key.equals("page") && name.equals("offset"))) values.forEach(v -> add(query, key, v));
        });
        if (value != null) add(query, name, value.toString());
        return http.getRequestURI().substring(http.getContextPath().length()) + query;
    }

    private static void add(StringBuilder query, String name, String value) {
        query.append(query.isEmpty() ? '?' : '&').append(URLEncoder.encode(name, StandardCharsets.UTF_8)).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /** Whether the caller came with a name; otherwise it has been given one with this answer. */
    boolean known() {
        return Boolean.TRUE.equals(http.getAttribute("owner.known"));
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Adds a link; every link has a relation and a type. */
    void link(ArrayNode links, String rel, String type, String path, String title) {
        links.addObject().put("href", url(path)).put("rel", rel).put("type", type).put("title", title);
    }

    /** Self as JSON, alternate as HTML. */
    void selfLinks(ArrayNode links, String path) {
        link(links, "self", "application/json", path + (path.contains("?") ? "&" : "?") + "f=json", "This document");
        link(links, "alternate", "text/html", path + (path.contains("?") ? "&" : "?") + "f=html", "This document as HTML");
    }

    static void answer(HttpServletResponse response, int status, String type, JsonNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType(type);
        if (!response.containsHeader("Cache-Control")) response.setHeader("Cache-Control", "private, no-store");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /**
     * Tags an answer that the client may keep, if it asks each time whether it is still the same; when it is the answer is a 304, and nothing more is to be done.
     *
     * @param shown all that decides how the answer looks, apart from our own address
     */
    boolean isKnown(HttpServletResponse response, Object... shown) {
        String tag = Tag.of("json", url(""), Tag.of(shown));
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", "private, no-cache");
        if (!Tag.isKnown(http.getHeader("If-None-Match"), tag)) return false;
        response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        return true;
    }

    /** A document that the client may keep, if it asks each time whether it is still the same: tagged by what it says. */
    void tagged(HttpServletResponse response, JsonNode body) throws IOException {
        if (!isKnown(response, body.toString())) answer(response, body);
    }

    static void answer(HttpServletResponse response, JsonNode body) throws IOException {
        answer(response, 200, "application/json", body);
    }
}
