package mayfly.web;

/**
 * Text without the characters that HTML forbids: control characters, halves of pairs and code points that are none. One place for all
 * pages, so that a hostile file name or log line cannot make any of them invalid.
 */
final class SafeText {
    private static final char REPLACEMENT = '\ufffd';

    private SafeText() { }

    static String of(String text) {
        int bad = firstBad(text);
        if (bad == text.length()) return text;
        var out = new StringBuilder(text);
        for (int i = bad; i < text.length(); i++) if (!allowed(text, i)) out.setCharAt(i, REPLACEMENT);
        return out.toString();
    }

    /** Over an array and without calls for nearly all of a page: this is run for every one, and would else take as long as drawing it until it is compiled well. */
    private static int firstBad(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            char c = chars[i];
            if ((c < ' ' || c >= 0x7f) && c != '\n' && !allowed(text, i)) return i;
        }
        return chars.length;
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
