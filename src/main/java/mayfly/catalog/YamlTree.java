package mayfly.catalog;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * A YAML file as a JSON tree that knows the line of every value, so that a fault found later can still be shown at its line.
 * Stricter than YAML: one document, a mapping on top, no key twice, no aliases, no infinite numbers. A place in the tree is
 * named by its path, such as {@code /inputs/bins/schema}.
 */
final class YamlTree {
    private static final long MAX_BYTES = 1 << 20;
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern PLACE = Pattern.compile("line (\\d+), column \\d+");

    private final Map<String, Integer> lines = new HashMap<>();
    private final Map<String, String> written = new HashMap<>();
    private ObjectNode root;

    private YamlTree() { }

    /** The file cannot be read as a tree; nothing of it is known. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        final int line;

        Unreadable(int line, String reason) {
            super(reason);
            this.line = line;
        }
    }

    /** @throws Unreadable with line (0 = the file as a whole) and reason */
    static YamlTree read(String text) throws Unreadable {
        YamlTree tree = new YamlTree();
        try (YAMLParser p = (YAMLParser) YAML.createParser(text)) {
            if (p.nextToken() != JsonToken.START_OBJECT) throw new Unreadable(1, "begin with a mapping such as “id: count”");
            tree.root = (ObjectNode) tree.value(p, "");
            if (p.nextToken() != null) throw new Unreadable(line(p), "a second document begins here; write one description in one file");
            return tree;
        } catch (JacksonException e) {
            throw syntax(e);
        }
    }

    ObjectNode root() {
        return root;
    }

    /** The line of a place, or of the nearest place above it; 1 for the top. */
    int line(String path) {
        for (String at = path; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
            Integer line = lines.get(at);
            if (line != null) return line;
        }
        return 1;
    }

    /** A number as it stands in the file: a version 1.10 is not 1.1. */
    String written(String path) {
        return written.get(path);
    }

    /** @throws Unreadable when it is too large, no text, or cannot be read */
    static String text(Path file) throws Unreadable {
        try {
            if (Files.size(file) > MAX_BYTES) throw new Unreadable(0, "the file is larger than 1 MiB");
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new Unreadable(0, "the file is not UTF-8 text");
        } catch (IOException e) {
            throw new Unreadable(0, "the file cannot be read: " + e);
        }
    }

    private JsonNode value(YAMLParser p, String at) throws Unreadable {
        if (p.isCurrentAlias()) throw new Unreadable(line(p), "aliases such as *name are not supported; write the value out");
        return switch (p.currentToken()) {
            case START_OBJECT -> mapping(p, at);
            case START_ARRAY -> list(p, at);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(p, at);
            case VALUE_STRING -> NODES.stringNode(p.getString());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new Unreadable(line(p), "binary values are not supported");
        };
    }

    private ObjectNode mapping(YAMLParser p, String at) throws Unreadable {
        ObjectNode node = NODES.objectNode();
        while (p.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = p.currentName();
            if (node.has(key)) throw new Unreadable(line(p), "“" + Quote.shortened(key) + "” stands here twice");
            lines.put(at + "/" + key, line(p));
            p.nextToken();
            node.set(key, value(p, at + "/" + key));
        }
        return node;
    }

    private ArrayNode list(YAMLParser p, String at) throws Unreadable {
        ArrayNode node = NODES.arrayNode();
        while (p.nextToken() != JsonToken.END_ARRAY) {
            String place = at + "/" + node.size();
            lines.put(place, line(p));
            node.add(value(p, place));
        }
        return node;
    }

    private JsonNode number(YAMLParser p, String at) throws Unreadable {
        written.put(at, p.getString());
        if (p.currentToken() == JsonToken.VALUE_NUMBER_INT) return Numbers.node(p.getBigIntegerValue());
        if (!Double.isFinite(p.getDoubleValue())) throw new Unreadable(line(p), "“" + p.getString() + "” is no finite number");
        return NODES.numberNode(p.getDoubleValue());
    }

    private static int line(YAMLParser p) {
        return p.currentTokenLocation().getLineNr();
    }

    /** The parser's message names two places, first where the construct began, last where it broke: the latter is wanted. */
    private static Unreadable syntax(JacksonException e) {
        String words = "";
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        for (String part : e.getOriginalMessage().split("\n")) {
            Matcher place = PLACE.matcher(part);
            if (place.find()) line = Integer.parseInt(place.group(1));
            else if (!part.isBlank() && !part.startsWith(" ")) words = part.strip();
        }
        return new Unreadable(line, "this is not YAML: " + words);
    }
}
