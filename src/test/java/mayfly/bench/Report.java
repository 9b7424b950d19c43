package mayfly.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a benchmark measured: a table (Markdown) on standard output, the same as JSON in {@code target/bench/NAME.json}, and a chart in {@code NAME.svg} beside it. */
final class Report {
    private final String name;
    private final String about;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final List<Frame> frames = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private List<String> drawn = List.of();

    Report(String name, String about) {
        this.name = name;
        this.about = about;
    }

    /** What one column says of a variant, given its floor. */
    private record Column(Figure figure, boolean isRatio) { }

    private interface Figure {
        double of(Frame frame, Frame.Entry entry);
    }

    /** A column of one figure, summed up. */
    Report column(String title, String figure, ToDoubleFunction<Samples> summary) {
        columns.put(title, new Column((frame, entry) -> summary.applyAsDouble(entry.of(figure)), false));
        return this;
    }

    /** A column that divides a variant's figure by its floor's. */
    Report ratio(String title, String figure, ToDoubleFunction<Samples> summary) {
        columns.put(title, new Column((frame, entry) -> summary.applyAsDouble(entry.of(figure)) / summary.applyAsDouble(frame.floorOf(entry).of(figure)), true));
        return this;
    }

    /** A column that divides a variant's figure by that of one variant of its frame; empty where the frame has none of that name. */
    Report ratio(String title, String figure, ToDoubleFunction<Samples> summary, String against) {
        ToDoubleFunction<Frame> divisor = frame -> frame.named(against).map(e -> summary.applyAsDouble(e.of(figure))).orElse(Double.NaN);
        columns.put(title, new Column((frame, entry) -> summary.applyAsDouble(entry.of(figure)) / divisor.applyAsDouble(frame), true));
        return this;
    }

    /** Which columns the chart shows, at most two and of the same unit; without this, the first column alone. */
    Report chart(String... titles) {
        drawn = List.of(titles);
        return this;
    }

    void add(Frame frame) {
        frames.add(frame);
    }

    void remark(String remark) {
        remarks.add(remark);
    }

    void publish() throws IOException {
        System.out.println("\n## " + name + "\n\n" + about + "\n");
        System.out.println("| | variant | " + String.join(" | ", columns.keySet()) + " |");
        System.out.println("| --- | ---" + " | ---:".repeat(columns.size()) + " |");
        var rows = new ArrayList<Map<String, Object>>();
        for (Frame frame : frames) {
            for (Frame.Entry entry : frame.entries()) {
                Map<String, Double> figures = figures(frame, entry);
                System.out.println("| " + frame.title() + " | " + entry.name() + " | " + cells(figures) + " |");
                rows.add(row(frame, entry, figures));
            }
        }
        remarks.forEach(remark -> System.out.println("\n" + remark));
        write(rows);
        draw();
    }

    private void draw() throws IOException {
        List<String> titles = drawn.isEmpty() ? List.of(columns.keySet().iterator().next()) : drawn;
        var bars = new ArrayList<Chart.Row>();
        for (Frame frame : frames) {
            for (Frame.Entry entry : frame.entries()) {
                Map<String, Double> figures = figures(frame, entry);
                bars.add(new Chart.Row(frame.title(), entry.name(), titles.stream().map(figures::get).toList()));
            }
        }
        Files.writeString(Path.of("target/bench").resolve(name + ".svg"), Chart.draw(name + ": " + String.join(", ", titles), titles, bars));
    }

    private Map<String, Double> figures(Frame frame, Frame.Entry entry) {
        var out = new LinkedHashMap<String, Double>();
        columns.forEach((title, column) -> out.put(title, column.figure().of(frame, entry)));
        return out;
    }

    private String cells(Map<String, Double> figures) {
        Function<Map.Entry<String, Double>, String> cell = f -> text(f.getValue(), columns.get(f.getKey()).isRatio());
        return String.join(" | ", figures.entrySet().stream().map(cell).toList());
    }

    /** Three digits that mean something; ratios always with decimals. */
    static String text(double value, boolean isRatio) {
        if (Double.isNaN(value) || Double.isInfinite(value)) return "";
        if (isRatio) return String.format(value < 0.1 ? "%.3f" : "%.2f", value);
        if (value >= 100) return String.format("%,.0f", value);
        return String.format(value >= 10 ? "%.1f" : "%.2f", value);
    }

    private static Map<String, Object> row(Frame frame, Frame.Entry entry, Map<String, Double> figures) {
        var row = new LinkedHashMap<String, Object>();
        row.put("group", frame.title());
        row.put("variant", entry.name());
        row.put("floor", entry.floor());
        row.put("rounds", frame.rounds());
        figures.forEach((title, value) -> {
            if (Double.isFinite(value)) row.put(title, value);
        });
        return row;
    }

    private void write(List<Map<String, Object>> rows) throws IOException {
        var all = new LinkedHashMap<String, Object>();
        all.put("benchmark", name);
        all.put("about", about);
        all.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        all.put("machine", Machine.describe());
        all.put("rows", rows);
        all.put("remarks", remarks);
        Path file = Files.createDirectories(Path.of("target/bench")).resolve(name + ".json");
        Files.write(file, JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsBytes(all));
    }
}
