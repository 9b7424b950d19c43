package mayfly.catalog;

import java.util.List;

/** What somebody wrote, made fit to stand in a sentence: short, on one line, with nothing invisible in it. */
final class Quote {
    private static final int LIMIT = 60;
    private static final int REPLACEMENT = 0xFFFD;

    private Quote() { }

    /** In quotation marks, shortened to 60 characters. */
    static String of(String text) {
        return "“" + shortened(text) + "”";
    }

    /** Shortened to 60 characters, the last being “…” when something was cut off. */
    static String shortened(String text) {
        return shortened(text, LIMIT);
    }

    /** Shortened to {@code limit} characters; control characters shown as symbols, other invisible ones as �. */
    static String shortened(String text, int limit) {
        StringBuilder out = new StringBuilder();
        int count = 0;
        for (int i = 0; i < text.length(); count++) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (count == limit - 1 && i < text.length()) return out.append('…').toString();
            out.appendCodePoint(visible(c));
        }
        return out.toString();
    }

    /** "a", "a or b", "a, b or c". */
    static String series(List<String> words, String last) {
        if (words.size() < 2) return String.join("", words);
        int end = words.size() - 1;
        return String.join(", ", words.subList(0, end)) + " " + last + " " + words.get(end);
    }

    private static int visible(int c) {
        if (c < 0x20) return 0x2400 + c;
        if (c == 0x7F) return 0x2421;
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                 Character.UNASSIGNED, Character.PRIVATE_USE -> c == 0x200D ? c : REPLACEMENT;
            default -> c;
        };
    }
}
