package mayfly.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A text with places for inputs: {@code {id}} stands for the value of an input (of a file its path), {@code {id.name}} for the name that its sender gave to a file, {@code {{} and
 * {@code }}} for a bracket.
 *
 * @param pieces texts and places in turn, beginning with a text; a text may be empty
 */
public record Template(List<String> pieces) {
    /** Ends a place for the name of a file; no id has a dot in it. */
    static final String NAME = ".name";

    public Template {
        pieces = List.copyOf(pieces);
    }

    /** @throws IllegalArgumentException when a bracket is left open, saying how one is written */
    static Template parse(String text) {
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                piece.append(c);
                i++;
            } else if (c == '{') {
                int end = text.indexOf('}', i);
                if (end < 0) throw new IllegalArgumentException("a bracket is open in " + Quote.of(text) + "; write “{input}” for an input and “{{” for a bracket");
                pieces.add(piece.toString());
                pieces.add(text.substring(i + 1, end));
                piece.setLength(0);
                i = end;
            } else if (c == '}') {
                throw new IllegalArgumentException("a bracket closes that was not opened in " + Quote.of(text) + "; write “}}” for a bracket");
            } else {
                piece.append(c);
            }
        }
        pieces.add(piece.toString());
        return new Template(pieces);
    }

    Set<String> inputs() {
        var out = new LinkedHashSet<String>();
        for (int i = 1; i < pieces.size(); i += 2) out.add(isName(pieces.get(i)) ? pieces.get(i).substring(0, pieces.get(i).length() - NAME.length()) : pieces.get(i));
        return out;
    }

    /** Whether it names the name of a file. */
    boolean names(String input) {
        return IntStream.range(0, pieces.size()).anyMatch(i -> i % 2 == 1 && pieces.get(i).equals(input + NAME));
    }

    private static boolean isName(String place) {
        return place.endsWith(NAME);
    }

    /** The input with whose value it begins; null when it begins with a text. */
    String first() {
        return pieces.size() > 1 && pieces.get(0).isEmpty() ? pieces.get(1) : null;
    }

    /** @param values of all its inputs */
    String fill(Map<String, String> values) {
        var out = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) out.append(i % 2 == 0 ? pieces.get(i) : values.get(pieces.get(i)));
        return out.toString();
    }
}
