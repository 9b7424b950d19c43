package mayfly.worker.samples.table;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** All histograms on one sheet of SVG, with a ground of its own so that it reads on light and dark pages; no script, no style. */
public final class HistogramSheet {
    private static final int ACROSS = 3;
    private static final int WIDTH = 320;
    private static final int HEIGHT = 170;
    private static final int PLOT_WIDTH = 280;
    private static final int PLOT_HEIGHT = 90;
    private static final int LONGEST_TITLE = 38;

    private HistogramSheet() { }

    /** Writes it; a table without numbers and dates gets a sheet that says so. */
    public static void write(Profile profile, Path path) throws IOException {
        List<ColumnProfile> drawn = profile.columns().stream().filter(c -> c.histogram() != null).toList();
        int down = Math.max(1, (drawn.size() + ACROSS - 1) / ACROSS);
        try (Writer out = Files.newBufferedWriter(path)) {
            out.write("""
                    <?xml version="1.0" encoding="UTF-8"?>
                    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" font-family="sans-serif" font-size="12">
                    <title>Histograms of %3$s</title>
                    <rect width="%1$d" height="%2$d" fill="#ffffff"/>
                    """.formatted(ACROSS * WIDTH, down * HEIGHT, text(profile.table().name())));
            if (drawn.isEmpty()) out.write("<text x=\"20\" y=\"40\" fill=\"#2b3442\">No column holds numbers or dates.</text>\n");
            for (int i = 0; i < drawn.size(); i++) chart(out, drawn.get(i), i % ACROSS * WIDTH, i / ACROSS * HEIGHT);
            out.write("</svg>\n");
        }
    }

    private static void chart(Writer out, ColumnProfile column, int x, int y) throws IOException {
        ColumnProfile.Bars bars = column.histogram();
        out.write("<g transform=\"translate(%d %d)\"><title>%s</title><text x=\"0\" y=\"0\" fill=\"#1c2430\" font-weight=\"bold\">%s</text>"
                .formatted(x + 20, y + 28, text(column.finding()), text(title(column.name()))));
        double step = (double) PLOT_WIDTH / bars.counts().length;
        for (int i = 0; i < bars.counts().length; i++) {
            if (bars.counts()[i] == 0) continue;
            double height = Math.max(1, (double) PLOT_HEIGHT * bars.counts()[i] / bars.peak());
            out.write(String.format(Locale.ROOT, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"#0b7a86\"/>", i * step,
                    12 + PLOT_HEIGHT - height, Math.max(1, step - 1), height));
        }
        out.write(String.format(Locale.ROOT, "<path d=\"M0 %.1fh%d\" stroke=\"#6b7684\"/>", 12.5 + PLOT_HEIGHT, PLOT_WIDTH));
        out.write("<text x=\"0\" y=\"120\" fill=\"#56606f\">%s</text><text x=\"%d\" y=\"120\" fill=\"#56606f\" text-anchor=\"end\">%s</text></g>\n"
                .formatted(text(edge(bars.from())), PLOT_WIDTH, text(edge(bars.to()))));
    }

    private static String edge(Object value) {
        return value instanceof Number number ? Words.number(number.doubleValue()) : value.toString();
    }

    private static String title(String name) {
        return name.length() <= LONGEST_TITLE ? name : name.substring(0, Character.isHighSurrogate(name.charAt(LONGEST_TITLE - 2)) ? LONGEST_TITLE - 2 : LONGEST_TITLE - 1) + "…";
    }

    /** As XML text: markup escaped, and what XML forbids replaced. */
    private static String text(String any) {
        StringBuilder text = new StringBuilder();
        any.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                default -> text.appendCodePoint(allowed(c) ? c : Decoder.REPLACEMENT);
            }
        });
        return text.toString();
    }

    private static boolean allowed(int c) {
        return c == '\t' || c == '\n' || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }
}
