package mayfly.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mayfly.queue.Upload;

/**
 * A form as it arrived.
 *
 * @param texts   values of text fields by name, in order
 * @param uploads files that arrived whole, by field
 * @param faults  what went wrong with a file, in words, by field
 */
record Posted(Map<String, List<String>> texts, Map<String, List<Upload>> uploads, Map<String, String> faults) {
    Posted(Map<String, List<String>> texts) {
        this(texts, new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    String text(String name) {
        return texts.getOrDefault(name, List.of("")).get(0);
    }
}
