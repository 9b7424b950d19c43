package mayfly.api;

import java.util.Locale;

/**
 * Figures in Prometheus' text format 0.0.4: one family after the other, each with its help, its type and its samples. Names and label names are given as the format wants
 * them; what stands in help texts and label values is escaped here.
 */
final class Exposition {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private final StringBuilder text = new StringBuilder(4096);
    private String family;

    /** What goes up and down: begins a family, which {@link #sample} continues. */
    Exposition gauges(String name, String help) {
        return family(name, "gauge", help);
    }

    /** What only grows, from 0 at the start: begins a family. Its name ends in {@code _total}. */
    Exposition counters(String name, String help) {
        return family(name, "counter", help);
    }

    Exposition gauge(String name, String help, double value) {
        return gauges(name, help).sample(value);
    }

    private Exposition family(String name, String type, String help) {
        family = name;
        text.append("# HELP ").append(name).append(' ').append(help.replace("\\", "\\\\").replace("\n", "\\n")).append("\n# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    /** @param labels name, value, name, value, ... */
    Exposition sample(double value, String... labels) {
        text.append(family);
        for (int i = 0; i < labels.length; i += 2) {
            text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"").append(escaped(labels[i + 1])).append('"');
        }
        if (labels.length > 0) text.append('}');
        text.append(' ').append(number(value)).append('\n');
        return this;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    /** Whole numbers without a point, up to where a double still has them exactly. */
    private static String number(double value) {
        if (Double.isInfinite(value)) return value > 0 ? "+Inf" : "-Inf";
        return value == Math.rint(value) && Math.abs(value) < 1L << 53 ? String.format(Locale.ROOT, "%d", (long) value) : Double.toString(value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
