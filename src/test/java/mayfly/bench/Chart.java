package mayfly.bench;

import java.util.List;
import java.util.Locale;

/**
 * Horizontal bars as SVG, for a README: as wide as its text, on a card of its own whose colours follow the reader's scheme, so that text and ground always change together.
 */
final class Chart {
    private static final int WIDTH = 880;
    private static final int LABELS = 300;
    private static final int VALUES = 70;
    private static final int BAR = 13;
    private static final String STYLE = """
            <style>
            text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328 }
            .card { fill: #ffffff; stroke: #d1d9e0 } .value { font-size: 11.5px } .grid { stroke: #d8dee4 } .faint { fill: #59636e } .b0 { fill: #2f6fb7 } .b1 { fill: #c2702a }
            .head { font-weight: 600 } .ours { font-weight: 600 }
            @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3 } .card { fill: #0d1117; stroke: #3d444d } .grid { stroke: #2a3038 } .faint { fill: #9198a1 } .b0 { fill: #5aa2f0 } .b1 { fill: #e39a55 }
            }
            </style>
            """;

    /**
     * One line of bars.
     *
     * @param group  under whose heading it stands
     * @param values one for each series; NaN where there is none
     */
    record Row(String group, String name, List<Double> values) { }

    private final StringBuilder out = new StringBuilder();
    private final List<String> series;
    private final Axis axis;
    private int y = 44;

    private Chart(List<String> series, Axis axis) {
        this.series = series;
        this.axis = axis;
    }

    /** @param series what the values of each row are, in words with their unit */
    static String draw(String title, List<String> series, List<Row> rows) {
        var chart = new Chart(series, Axis.of(rows.stream().flatMap(r -> r.values().stream()).toList()));
        String group = null;
        for (Row row : rows) {
            if (!row.group().equals(group)) chart.heading(row.group());
            group = row.group();
            chart.row(row);
        }
        return chart.framed(title);
    }

    private void heading(String group) {
        y += 8;
        text(16, y + 12, "head", "start", group);
        y += 22;
    }

    private void row(Row row) {
        int height = Math.max(1, series.size()) * BAR;
        text(LABELS - 8, y + height / 2 + 5, row.name().startsWith("Mayfly") ? "ours" : "", "end", row.name());
        for (int i = 0; i < series.size(); i++) bar(i, row.values().get(i));
        y += height + 6;
    }

    private void bar(int i, double value) {
        if (!(value > 0) || Double.isInfinite(value)) return;
        int top = y + i * BAR;
        out.append(String.format(Locale.ROOT, "<rect class=\"b%d\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>%n", i, LABELS, top, Math.max(1, x(value) - LABELS), BAR - 2));
        text(x(value) + 6, top + BAR - 2.5, "value", "start", Report.text(value, false));
    }

    private double x(double value) {
        return LABELS + axis.at(value) * (WIDTH - LABELS - VALUES);
    }

    private void text(double x, double y, String style, String anchor, String words) {
        out.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\" text-anchor=\"%s\">%s</text>%n", x, y, style, anchor, escape(words)));
    }

    private String framed(String title) {
        String bars = out.toString();
        out.setLength(0);
        out.append(String.format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">%n", WIDTH, y + 30, WIDTH, y + 30));
        out.append("<title>").append(escape(title)).append("</title>\n").append(STYLE);
        out.append(String.format("<rect class=\"card\" x=\"0.5\" y=\"0.5\" width=\"%d\" height=\"%d\" rx=\"6\"/>%n", WIDTH - 1, y + 29));
        legend();
        for (double tick : axis.ticks()) grid(tick);
        return out.append(bars).append("</svg>\n").toString();
    }

    private void legend() {
        for (int i = 0; i < series.size(); i++) {
            out.append(String.format("<rect class=\"b%d\" x=\"%d\" y=\"18\" width=\"12\" height=\"12\" rx=\"2\"/>%n", i, LABELS + i * 220));
            text(LABELS + i * 220 + 18, 29, "", "start", series.get(i) + (axis.isLog() && i == series.size() - 1 ? " (logarithmic)" : ""));
        }
    }

    private void grid(double tick) {
        out.append(String.format(Locale.ROOT, "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"44\" y2=\"%d\"/>%n", x(tick), x(tick), y));
        text(x(tick), y + 18, "faint", "middle", tick == 0 ? "0" : tick >= 1 ? String.format(Locale.ROOT, "%,.0f", tick) : String.valueOf((float) tick));
    }

    private static String escape(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;");
    }
}
