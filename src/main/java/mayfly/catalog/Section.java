package mayfly.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One mapping of a description file, read key by key. Whatever is wrong is noted with its line and reading goes on, so that an
 * author hears of every fault at once; what could not be read is null or empty.
 */
final class Section {
    private final FileFaults faults;
    private final String path;
    private final ObjectNode node;

    private Section(FileFaults faults, String path, ObjectNode node) {
        this.faults = faults;
        this.path = path;
        this.node = node;
    }

    /** The file as a whole. */
    static Section top(FileFaults faults) {
        return new Section(faults, "", faults.tree().root());
    }

    /** Notes a fault for every key that is not among these. */
    Section only(String... keys) {
        for (String key : node.propertyNames()) {
            if (!Set.of(keys).contains(key)) {
                fault(key, Quote.of(key) + " means nothing here; known are " + Quote.series(List.copyOf(new TreeSet<>(Set.of(keys))), "and"));
            }
        }
        return this;
    }

    void fault(String key, String reason) {
        faults.add(path(key), reason);
    }

    /** Notes a fault at the mapping itself. */
    void fault(String reason) {
        faults.add(path, reason);
    }

    String path(String key) {
        return path + "/" + key;
    }

    boolean has(String key) {
        return node.has(key);
    }

    Set<String> keys() {
        return new LinkedHashSet<>(node.propertyNames());
    }

    JsonNode value(String key) {
        return node.get(key);
    }

    /** A text, or a number as it stands in the file; null when absent. */
    String text(String key) {
        JsonNode value = node.get(key);
        if (value == null) return null;
        if (value.isString()) return value.asString();
        if (value.isNumber()) return faults.tree().written(path(key));
        fault(key, "“" + key + "” wants a text; here stands " + kind(value));
        return null;
    }

    String text(String key, String otherwise) {
        String text = text(key);
        return text == null ? otherwise : text;
    }

    /** A text that must be there and not be blank. */
    String need(String key) {
        if (!has(key)) fault("“" + key + "” is missing");
        String text = text(key);
        if (text != null && text.isBlank()) fault(key, "“" + key + "” is empty");
        return text;
    }

    /** A text read further, such as a duration; a reader's IllegalArgumentException becomes a fault. */
    <T> T parsed(String key, T otherwise, Function<String, T> reader) {
        String text = text(key);
        if (text == null) return otherwise;
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            fault(key, "“" + key + "”: " + e.getMessage());
            return otherwise;
        }
    }

    /** A list of texts; empty when absent. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        JsonNode list = node.get(key);
        if (list != null && !list.isArray()) fault(key, "“" + key + "” wants a list such as [a, b]; here stands " + kind(list));
        for (int i = 0; list != null && list.isArray() && i < list.size(); i++) {
            JsonNode value = list.get(i);
            if (value.isString()) texts.add(value.asString());
            else if (value.isNumber()) texts.add(faults.tree().written(path(key) + "/" + i));
            else faults.add(path(key) + "/" + i, "“" + key + "” wants texts; here stands " + kind(value));
        }
        return List.copyOf(texts);
    }

    /** The mapping below a key; an empty one when absent. */
    Section section(String key) {
        JsonNode value = node.get(key);
        if (value instanceof ObjectNode below) return new Section(faults, path(key), below);
        if (value != null) fault(key, "“" + key + "” wants a mapping; here stands " + kind(value));
        return new Section(faults, path(key), node.objectNode());
    }

    /** The mappings below a key, by their names and in their order; empty when absent. */
    Map<String, Section> sections(String key) {
        Map<String, Section> sections = new LinkedHashMap<>();
        Section below = section(key);
        for (String name : below.keys()) sections.put(name, below.section(name));
        return sections;
    }

    /** A list of mappings; empty when absent. */
    List<Section> list(String key) {
        return list(key, null);
    }

    /** The same, where a text alone stands for a mapping that has only this key. */
    List<Section> list(String key, String alone) {
        List<Section> sections = new ArrayList<>();
        JsonNode list = node.get(key);
        if (list != null && !list.isArray()) fault(key, "“" + key + "” wants a list; here stands " + kind(list));
        for (int i = 0; list != null && list.isArray() && i < list.size(); i++) {
            String place = path(key) + "/" + i;
            if (list.get(i) instanceof ObjectNode entry) sections.add(new Section(faults, place, entry));
            else if (alone != null && list.get(i).isString()) sections.add(new Section(faults, place, node.objectNode().set(alone, list.get(i)).asObject()));
            else faults.add(place, "“" + key + (alone == null ? "” wants mappings; here stands " : "” wants texts or mappings; here stands ") + kind(list.get(i)));
        }
        return sections;
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> "nothing";
            case OBJECT -> "a mapping";
            case ARRAY -> "a list";
            case BOOLEAN -> value.asString() + ", which is no text unless it is in quotes";
            default -> Quote.of(value.asString());
        };
    }
}
