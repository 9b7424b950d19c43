package mayfly.worker.samples.table;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Files that people take for tables, told by how they begin. */
final class Foreign {
    private static final Map<String, String> BEGINNINGS = new LinkedHashMap<>();

    static {
        BEGINNINGS.put("PK\u0003\u0004", "a ZIP archive or an Excel or OpenDocument workbook; save its sheet as CSV");
        BEGINNINGS.put("\u00D0\u00CF\u0011\u00E0", "an old Excel workbook; save its sheet as CSV");
        BEGINNINGS.put("%PDF-", "a PDF document");
        BEGINNINGS.put("PAR1", "a Parquet file; export it as CSV");
        BEGINNINGS.put("SQLite format 3", "an SQLite database; export one of its tables as CSV");
        BEGINNINGS.put("\u001F\u008B", "a .gz file inside a .gz file");
        BEGINNINGS.put("BZh", "a bzip2 archive");
        BEGINNINGS.put("\u00FD7zXZ", "an xz archive");
        BEGINNINGS.put("\u0028\u00B5\u002F\u00FD", "a Zstandard archive");
        BEGINNINGS.put("7z\u00BC\u00AF", "a 7-Zip archive");
        BEGINNINGS.put("\u0089PNG", "a PNG image");
        BEGINNINGS.put("\u00FF\u00D8\u00FF", "a JPEG image");
        BEGINNINGS.put("<!doctype html", "a web page");
        BEGINNINGS.put("<html", "a web page");
        BEGINNINGS.put("<?xml", "XML");
        BEGINNINGS.put("{\"", "JSON");
        BEGINNINGS.put("[{\"", "JSON");
    }

    private Foreign() { }

    /** What it is, in words; null when nothing is known. */
    static String name(byte[] first) {
        String begin = new String(first, 0, Math.min(first.length, 64), StandardCharsets.ISO_8859_1);
        String bare = begin.startsWith("{") || begin.startsWith("[") ? begin.replaceAll("\\s", "") : begin.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> each : BEGINNINGS.entrySet()) {
            if (begin.startsWith(each.getKey()) || bare.startsWith(each.getKey())) return each.getValue();
        }
        return null;
    }
}
