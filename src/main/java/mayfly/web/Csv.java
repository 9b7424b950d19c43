package mayfly.web;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mayfly.queue.OutputView;
import tools.jackson.databind.JsonNode;

/** A list among the outputs as CSV (RFC 4180), written while it is read; its names of columns are gathered in a first pass. */
final class Csv {
    private static final int COLUMNS = 10_000;

    private Csv() { }

    static void write(OutputView output, Writer out) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        Elements.each(output, n -> {
            if (names.size() < COLUMNS) n.propertyNames().forEach(names::add);
            return true;
        });
        List<String> columns = List.copyOf(new LinkedHashSet<>(names));
        if (!columns.isEmpty()) line(out, columns);
        Elements.each(output, n -> {
            if (n.isObject()) line(out, columns.stream().map(c -> text(n.path(c))).toList());
            else if (n.isArray()) line(out, n.valueStream().map(Csv::text).toList());
            else line(out, List.of(text(n)));
            return true;
        });
    }

    private static void line(Writer out, List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) out.write(',');
            out.write(quoted(cells.get(i)));
        }
        out.write("\r\n");
    }

    private static String text(JsonNode n) {
        return n.isMissingNode() || n.isNull() ? "" : n.isContainer() ? n.toString() : n.asString();
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
