package mayfly.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mayfly.catalog.ProcessDescription.Output;
import mayfly.queue.OutputView;
import mayfly.web.Drawn.Cell;
import mayfly.web.Drawn.Column;
import mayfly.web.Drawn.Pager;
import mayfly.web.Drawn.Table;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Draws an output for what it is, by its JSON shape: a number big, a list of objects as a table, an object as pairs. */
final class Drawing {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Words SAY = new Words();
    private static final int ROWS = 100;
    private static final int ITEMS = 500;
    private static final int COLUMNS = 60;
    private static final int CELL = 300;
    private static final int TEXT = 4000;
    /** A value up to this size is read whole where its shape needs that. */
    static final long WHOLE = 1 << 20;

    private final Ask ask;
    private final OutputView output;
    private final Output described;
    private final String href;

    /** @param described null when the description does not know it */
    Drawing(Ask ask, String job, OutputView output, Output described) {
        this.ask = ask;
        this.output = output;
        this.described = described;
        this.href = href(ask, job, output);
    }

    static String href(Ask ask, String job, OutputView output) {
        return ask.url("/jobs/" + job + "/results/" + output.id());
    }

    String title() {
        return described == null || described.title() == null || described.title().isEmpty() ? output.id() : described.title();
    }

    private String help() {
        return described == null || described.description() == null ? "" : described.description();
    }

    Drawn image() {
        return new Drawn(output.id(), title(), help(), "image", title(), null, null, href, null, SAY.size(output.size()), null);
    }

    /** @throws IOException when its file cannot be read */
    Drawn value() throws IOException {
        JsonToken kind = Elements.kind(output);
        if (kind == JsonToken.START_ARRAY) return list();
        if (output.value() == null && output.size() > WHOLE) return drawn("note", "This value has " + SAY.size(output.size()) + ": download it to read it.", null, null, null, null);
        JsonNode value = whole(output);
        if (value.isObject()) return pairs(value);
        if (value.isString() && value.asString().length() > 60) return drawn("text", cut(value.asString(), TEXT), null, null, null, null);
        return drawn("big", word(value), null, null, null, null);
    }

    static JsonNode whole(OutputView output) {
        return output.value() != null ? output.value() : JSON.readTree(output.path().toFile());
    }

    private Drawn list() throws IOException {
        long page = Math.max(1, ask.number("page." + output.id(), 1));
        Elements some = Elements.read(output, (page - 1) * ROWS, ROWS);
        if (some.nodes().isEmpty()) return some.total() == 0 ? drawn("note", "An empty list.", null, null, null, null) : last(some.total());
        boolean rows = some.nodes().get(0).isObject() || some.nodes().get(0).isArray();
        if (rows) return drawn("table", null, null, table(some.nodes()), csv(), pager(page, ROWS, some));
        some = Elements.read(output, (page - 1) * ITEMS, ITEMS);
        if (some.nodes().isEmpty()) return last(some.total());
        return drawn("numbers", null, some.nodes().stream().map(Drawing::word).toList(), null, csv(), pager(page, ITEMS, some));
    }

    private Drawn last(long total) {
        return drawn("note", "There is no such page: the list has " + SAY.count(total, "entry", "entries") + ".", null, null, csv(), new Pager("", here(1), null));
    }

    private Pager pager(long page, int size, Elements some) {
        long to = some.from() + some.nodes().size();
        if (some.from() == 0 && to == some.total() && !some.more()) return null;
        String range = SAY.count(some.from() + 1) + " to " + SAY.count(to) + " of " + (some.more() ? "more than " : "") + SAY.count(some.total());
        return new Pager(range, page > 1 ? here(page - 1) : null, to < some.total() || some.more() ? here(page + 1) : null);
    }

    private String here(long page) {
        return "?page." + output.id() + "=" + page + "#" + anchor();
    }

    private String anchor() {
        return "out-" + output.id();
    }

    private String csv() {
        return href + "?f=csv";
    }

    private Table table(List<JsonNode> nodes) {
        Set<String> names = new LinkedHashSet<>();
        JsonNode declared = schema().path("items").path("properties");
        declared.propertyNames().forEach(names::add);
        int widest = 0;
        for (JsonNode n : nodes) {
            n.propertyNames().forEach(names::add);
            widest = Math.max(widest, n.isArray() ? n.size() : 0);
        }
        List<String> shown = names.stream().limit(COLUMNS).toList();
        var rows = new ArrayList<List<Cell>>();
        for (JsonNode n : nodes) rows.add(row(n, shown, Math.min(widest, COLUMNS)));
        var columns = new ArrayList<Column>();
        int width = Math.max(shown.size(), Math.min(widest, COLUMNS));
        for (int i = 0; i < width; i++) {
            String title = i < shown.size() ? declared.path(shown.get(i)).path("title").asString(SAY.name(shown.get(i))) : Integer.toString(i + 1);
            columns.add(new Column(title, numeric(rows, i)));
        }
        return new Table(columns, rows);
    }

    private static List<Cell> row(JsonNode n, List<String> names, int width) {
        var cells = new ArrayList<Cell>();
        if (n.isArray()) for (int i = 0; i < Math.max(width, names.size()); i++) cells.add(cell(n.path(i)));
        else for (int i = 0; i < Math.max(width, names.size()); i++) cells.add(i < names.size() ? cell(n.path(names.get(i))) : cell(MissingNode.getInstance()));
        return cells;
    }

    /** A column is set as numbers when every filled cell of it is one. */
    private static boolean numeric(List<List<Cell>> rows, int column) {
        boolean any = false;
        for (List<Cell> row : rows) {
            if (row.get(column).text().isEmpty()) continue;
            if (!row.get(column).number()) return false;
            any = true;
        }
        return any;
    }

    private Drawn pairs(JsonNode object) {
        JsonNode declared = schema().path("properties");
        var rows = new ArrayList<List<Cell>>();
        for (Map.Entry<String, JsonNode> e : object.properties()) {
            if (rows.size() == ROWS) return drawn("pairs", "The first " + ROWS + " of " + SAY.count(object.size()) + " entries are shown.", null, new Table(List.of(), rows), null, null);
            rows.add(List.of(new Cell(declared.path(e.getKey()).path("title").asString(SAY.name(e.getKey())), false), cell(e.getValue())));
        }
        return drawn("pairs", rows.isEmpty() ? "An empty object." : null, null, new Table(List.of(), rows), null, null);
    }

    private JsonNode schema() {
        return described == null || described.schema() == null ? MissingNode.getInstance() : described.schema();
    }

    private static Cell cell(JsonNode n) {
        return new Cell(word(n), n.isNumber());
    }

    static String word(JsonNode n) {
        if (n.isMissingNode() || n.isNull()) return "";
        if (n.isNumber()) return SAY.number(n.numberValue());
        if (n.isBoolean()) return n.asBoolean() ? "yes" : "no";
        return cut(n.isString() ? n.asString() : n.toString(), CELL);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    private Drawn drawn(String kind, String text, List<String> items, Table table, String csv, Pager pager) {
        return new Drawn(output.id(), title(), help(), kind, text, items, table, href, csv, SAY.size(output.size()), pager);
    }
}
