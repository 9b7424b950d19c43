package mayfly.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Endings of file names for media types, and back: those that processes mostly deal with, on systems that know none too. */
final class MediaTypes {
    private static final Map<String, String> ENDINGS = Map.ofEntries(Map.entry("application/json", "json"), Map.entry("application/geo+json", "geojson"), Map.entry("text/csv", "csv"),
            Map.entry("text/tab-separated-values", "tsv"), Map.entry("text/plain", "txt"), Map.entry("text/html", "html"), Map.entry("application/xml", "xml"), Map.entry("image/png", "png"),
            Map.entry("image/jpeg", "jpg"), Map.entry("image/svg+xml", "svg"), Map.entry("image/tiff", "tif"), Map.entry("application/pdf", "pdf"), Map.entry("application/zip", "zip"));

    private MediaTypes() { }

    /** Without a dot. */
    static String ending(String type) {
        return ENDINGS.getOrDefault(type, "bin");
    }

    static String of(Path file) throws IOException {
        String found = Files.probeContentType(file);
        if (found != null) return found;
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return ENDINGS.entrySet().stream().filter(e -> e.getValue().equalsIgnoreCase(ending)).map(Map.Entry::getKey).findFirst().orElse("application/octet-stream");
    }
}
