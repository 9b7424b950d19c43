package mayfly.testing;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an interface says of itself (OpenAPI 3.0), against what it answers. Stricter than its schemas: a member that is not described is a deviation, too, so that nothing is
 * answered that nobody can read about.
 */
public final class Description {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(Dialects.getOpenApi30(), builder -> builder.schemaCacheEnabled(false)
            .schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final JsonNode document;
    private final ObjectNode strict;
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    public Description(JsonNode document) {
        this.document = document;
        this.strict = (ObjectNode) document.path("components").path("schemas").deepCopy();
        strict.forEach(Description::close);
    }

    /** Members that an object is not said to have it does not have. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("properties").isObject() && !object.has("additionalProperties") && object.path("type").asString("").equals("object"))
            object.put("additionalProperties", false);
        for (JsonNode below : schema) close(below);
    }

    /**
     * @param path    below the base, without a query
     * @param header  a header's first value; null where it is not there
     * @param body    empty where there is none
     * @return what differs; empty when all is as described
     */
    public List<String> deviations(String method, String path, int status, Function<String, String> header, byte[] body) {
        var found = new ArrayList<String>();
        String here = pathOf(path);
        String name = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        String type = header.apply("Content-Type") == null ? "" : header.apply("Content-Type");
        JsonNode operation = here == null ? null : document.path("paths").path(here).get(name);
        if (operation == null) {
            // Pages have addresses of their own; a program that comes there is told so.
            if (json(type) && (status < 400 || status == 404 && here != null)) found.add("nothing is described there");
            else if (json(type) && !method.equals("HEAD")) content(found, "Problem", JsonMapper.shared().createObjectNode().put("$ref", "#/components/schemas/Problem"), body);
            return found;
        }
        JsonNode response = resolved(operation.path("responses").path("" + status));
        if (response.isMissingNode()) {
            found.add("the status " + status + " is not described; these are: " + String.join(", ", operation.path("responses").propertyNames()));
            return found;
        }
        headers(found, response, header);
        if (method.equals("HEAD") || status == 304) return found;
        body(found, here + " " + name + " " + status, response.path("content"), type, body);
        return found;
    }

    private static boolean json(String type) {
        return type.contains("json");
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    private void headers(List<String> found, JsonNode response, Function<String, String> header) {
        response.path("headers").properties().forEach(e -> {
            JsonNode described = resolved(e.getValue());
            String value = header.apply(e.getKey());
            if (value == null && described.path("required").asBoolean(false)) found.add("the header " + e.getKey() + " is missing");
            if (value != null && described.at("/schema/type").asString("").equals("integer") && !value.matches("\\d+")) found.add("the header " + e.getKey() + " is no whole number: " + value);
        });
    }

    private void body(List<String> found, String what, JsonNode content, String type, byte[] body) {
        if (content.isEmpty()) {
            if (body.length > 0) found.add("there is a body of " + type + ", and none is described");
            return;
        }
        String fits = content.propertyNames().stream().filter(t -> plain(t).equals(plain(type))).findFirst().orElse(content.has("*/*") ? "*/*" : null);
        if (type.isEmpty() || fits == null) found.add("the media type “" + type + "” is not described; these are: " + String.join(", ", content.propertyNames()));
        else if (json(plain(fits))) content(found, what + " " + fits, content.path(fits).path("schema"), body);
    }

    private static String plain(String type) {
        return type.toLowerCase(Locale.ROOT).replaceAll("\\s|;\\s*charset=utf-8", "");
    }

    private void content(List<String> found, String what, JsonNode schema, byte[] body) {
        try {
            JsonNode value = JsonMapper.shared().readTree(body);
            compiled.computeIfAbsent(what, w -> compile(schema)).validate(value).forEach(e -> found.add(e.getInstanceLocation() + " " + e.getMessage()));
        } catch (JacksonException e) {
            found.add("the body is no JSON: " + e.getOriginalMessage());
        }
    }

    private Schema compile(JsonNode schema) {
        ObjectNode whole = JsonMapper.shared().createObjectNode();
        whole.putArray("allOf").add(schema);
        whole.putObject("components").set("schemas", strict);
        return REGISTRY.getSchema(whole);
    }

    /** As it stands in the description: one without variables before those with. */
    private String pathOf(String path) {
        if (document.path("paths").has(path)) return path;
        for (String template : document.path("paths").propertyNames()) {
            String pattern = Pattern.quote(template).replaceAll("\\{\\w+}", "\\\\E[^/]+\\\\Q");
            if (path.matches(pattern)) return template;
        }
        return null;
    }
}
