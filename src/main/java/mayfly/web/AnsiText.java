package mayfly.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Output of programs made fit for a page, with its colours: text in pieces of one style each. Of a line that rewrites itself the last state; no other terminal escapes; nothing
 * that turns text.
 */
final class AnsiText {
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[([0-9;:]*)m");

    /**
     * @param text may have line ends in it
     * @param css  classes; null = plain
     */
    record Span(String text, String css) { }

    private final List<Span> spans = new ArrayList<>();
    /** Where the line begins that is being read: it may be rewritten. */
    private int line;
    private boolean returned;

    private AnsiText() { }

    static List<Span> of(String raw) {
        return raw.isEmpty() ? List.of() : new AnsiText().read(raw);
    }

    /** The last lines, without blanks at the end. */
    static List<Span> tail(List<Span> all, int lines) {
        var out = new ArrayList<>(all);
        while (!out.isEmpty()) {
            Span last = out.remove(out.size() - 1);
            String text = last.text().stripTrailing();
            if (text.isEmpty()) continue;
            out.add(new Span(text, last.css()));
            break;
        }
        for (int i = out.size() - 1, left = lines; i >= 0; i--) {
            String text = out.get(i).text();
            for (int at = text.lastIndexOf('\n'); at >= 0; at = at == 0 ? -1 : text.lastIndexOf('\n', at - 1)) {
                if (--left > 0) continue;
                String rest = text.substring(at + 1);
                out.subList(0, i + 1).clear();
                if (!rest.isEmpty()) out.add(0, new Span(rest, all.get(i).css()));
                return List.copyOf(out);
            }
        }
        return List.copyOf(out);
    }

    private List<Span> read(String raw) {
        AnsiStyle style = AnsiStyle.PLAIN;
        Matcher escape = LogText.ESCAPE.matcher(raw);
        int from = 0;
        while (escape.find()) {
            write(raw.substring(from, escape.start()), style);
            Matcher colours = COLOURS.matcher(escape.group());
            if (colours.matches()) style = style.with(colours.group(1));
            from = escape.end();
        }
        write(raw.substring(from), style);
        return List.copyOf(merged());
    }

    /** Line by line, and each of its states. */
    private void write(String text, AnsiStyle style) {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\n' && c != '\r') continue;
            put(text.substring(from, i), style);
            from = i + 1;
            if (c == '\r') {
                returned = true;
            } else {
                returned = false;
                spans.add(new Span("\n", style.css()));
                line = spans.size();
            }
        }
        put(text.substring(from), style);
    }

    private void put(String text, AnsiStyle style) {
        if (text.isEmpty()) return;
        if (returned) spans.subList(line, spans.size()).clear();
        returned = false;
        spans.add(new Span(LogText.safe(text), style.css()));
    }

    /** Neighbours of one style are one. */
    private List<Span> merged() {
        var out = new ArrayList<Span>();
        var text = new StringBuilder();
        String css = null;
        for (Span s : spans) {
            if (text.length() > 0 && !Objects.equals(css, s.css())) {
                out.add(new Span(text.toString(), css));
                text.setLength(0);
            }
            css = s.css();
            text.append(s.text());
        }
        if (text.length() > 0) out.add(new Span(text.toString(), css));
        return out;
    }
}
