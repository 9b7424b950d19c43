package mayfly.web;

/**
 * Text without the characters that HTML forbids: control characters, halves of pairs and code points that are none. One place for all
 * pages, so that a hostile file name or log line cannot make any of them invalid.
 */
final class SafeText {
    private static final char REPLACEMENT = '\ufffd';

    private SafeText() { }

    static String of(String text) {
        int bad = 0;
        int length = text.length();
        while (bad < length && (plain(text.charAt(bad)) || allowed(text, bad))) bad++;
        if (bad == length) return text;
        var out = new StringBuilder(text);
        for (int i = bad; i < text.length(); i++) if (!allowed(text, i)) out.setCharAt(i, REPLACEMENT);
        return out.toString();
    }

    /** Nearly all of a page. */
    private static boolean plain(char c) {
        return c >= ' ' && c < 0x7f;
    }

    private static boolean allowed(String text, int i) {
        char c = text.charAt(i);
        if (c < ' ') return c == '\n' || c == '\t' || c == '\r';
        if (c < 0x7f) return true;
        if (c < 0xa0) return false;
        if (Character.isHighSurrogate(c)) return i + 1 < text.length() && pair(c, text.charAt(i + 1));
        if (Character.isLowSurrogate(c)) return i > 0 && pair(text.charAt(i - 1), c);
        return c < 0xfdd0 || c > 0xfdef && c < 0xfffe;
    }

    private static boolean pair(char high, char low) {
        return Character.isSurrogatePair(high, low) && (Character.toCodePoint(high, low) & 0xfffe) != 0xfffe;
    }
}
