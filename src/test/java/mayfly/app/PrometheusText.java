package mayfly.app;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prometheus' text format 0.0.4, read strictly: every family with help, type and samples, in this order and in one piece; a counter's name ends in {@code _total}; no sample twice;
 * nothing else, no time stamps. A breach is an IllegalArgumentException.
 */
final class PrometheusText {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final String LABEL = "([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\"";
    private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") ((?:[^\\\\]|\\\\[\\\\n])+)");
    private static final Pattern TYPE = Pattern.compile("# TYPE (" + NAME + ") (gauge|counter)");
    private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(?:\\{(" + LABEL + "(?:," + LABEL + ")*)})? ([-+]?(?:\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?|Inf)|NaN)");
    private final Map<String, Map<Map<String, String>, Double>> families = new LinkedHashMap<>();

    static PrometheusText read(String text) {
        var out = new PrometheusText();
        demand(text.endsWith("\n"), "no line feed at the end");
        String helped = null;
        String family = null;
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            Matcher help = HELP.matcher(line);
            Matcher type = TYPE.matcher(line);
            if (help.matches()) {
                out.ended(family, helped);
                family = null;
                helped = help.group(1);
                demand(out.families.put(helped, new HashMap<>()) == null, "twice: " + line);
            } else if (type.matches()) {
                demand(type.group(1).equals(helped) && family == null, "no help before: " + line);
                demand(type.group(2).equals("counter") == helped.endsWith("_total"), "the name of a counter, and of nothing else, ends in _total: " + line);
                family = helped;
            } else out.sample(family, line);
        }
        out.ended(family, helped);
        return out;
    }

    private void ended(String family, String helped) {
        demand(helped == null || family != null && !families.get(family).isEmpty(), "a family without type or samples: " + helped);
    }

    private void sample(String family, String line) {
        Matcher m = SAMPLE.matcher(line);
        demand(m.matches(), "not a line of the format: " + line);
        demand(m.group(1).equals(family), "not of the family " + family + ": " + line);
        var labels = new TreeMap<String, String>();
        Matcher label = Pattern.compile(LABEL).matcher(m.group(2) == null ? "" : m.group(2));
        while (label.find()) demand(labels.put(label.group(1), unescaped(label.group(2))) == null, "a label twice: " + line);
        double value = Double.parseDouble(m.group(7).replace("Inf", "Infinity"));
        demand(families.get(family).put(labels, value) == null, "a sample twice: " + line);
    }

    private static String unescaped(String value) {
        return Pattern.compile("\\\\(.)").matcher(value).replaceAll(m -> Matcher.quoteReplacement(m.group(1).equals("n") ? "\n" : m.group(1)));
    }

    private static void demand(boolean kept, String otherwise) {
        if (!kept) throw new IllegalArgumentException(otherwise);
    }

    static boolean isValid(String text) {
        try {
            read(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** @param labels all of the sample's: name, value, ... */
    double value(String family, String... labels) {
        var wanted = new TreeMap<String, String>();
        for (int i = 0; i < labels.length; i += 2) wanted.put(labels[i], labels[i + 1]);
        Double value = families.getOrDefault(family, Map.of()).get(wanted);
        if (value == null) throw new AssertionError("no " + family + wanted + " in " + families);
        return value;
    }

    int samples(String family) {
        return families.getOrDefault(family, Map.of()).size();
    }

    double sum(String family) {
        return families.get(family).values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Of a family's only sample. */
    Map<String, String> labels(String family) {
        return families.get(family).keySet().iterator().next();
    }
}
