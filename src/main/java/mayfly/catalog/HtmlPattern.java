package mayfly.catalog;

import java.util.regex.Pattern;

/**
 * Patterns as HTML wants them: for the whole text, and in the dialect of browsers (JavaScript with its flag v). A pattern that means something else there, or might, is left to the
 * server: a browser must never refuse what the server would accept.
 */
final class HtmlPattern {
    /** What the two dialects have in common, piece by piece: escapes, classes without classes inside, groups, quantifiers that give back. */
    private static final String ESCAPE = "\\\\(?:[dDwWs.\\\\/\\[\\](){}*+?^$|-]|u[0-9A-Fa-f]{4}|p\\{(?:L|Lu|Ll|N|Nd)\\})";
    private static final String IN_CLASS = "(?:" + ESCAPE + "|[^\\\\\\[\\]&^])";
    private static final String CLASS = "\\[(?:\\^(?:(?!\\\\s)" + IN_CLASS + ")+|" + IN_CLASS + "+)\\]";
    private static final String GROUP = "\\((?:\\?[:=!]|(?!\\?))|\\)";
    private static final String QUANTIFIER = "(?:[*+?]|\\{\\d{1,4}(?:,\\d{0,4})?\\})\\??(?![+*?{])";
    private static final Pattern PORTABLE = Pattern.compile("(?:" + ESCAPE + "|" + CLASS + "|" + GROUP + "|" + QUANTIFIER + "|[^\\\\\\[\\](){}*+?])*");
    private static final Pattern IN_BRACKETS = Pattern.compile("\\\\.|\\[\\^?|\\]|[(){}/|-]");

    private HtmlPattern() { }

    /** A number as the server reads it; the whole ones also as 3.0 or 3e0. */
    static String number(boolean whole) {
        String any = "\\d+(\\.\\d*)?|\\.\\d+";
        return "\\s*[+\\-]?(" + (whole ? "\\d+(\\.0*)?|\\.0+|(" + any + ")[eE][+\\-]?\\d+)" : "(" + any + ")([eE][+\\-]?\\d+)?)") + "\\s*";
    }

    /** @param pattern of a schema, which is found anywhere in a text; null = none that a browser could be given */
    static String of(String pattern) {
        if (pattern == null || !PORTABLE.matcher(pattern).matches()) return null;
        boolean whole = pattern.startsWith("^") && pattern.endsWith("$") && !pattern.endsWith("\\$") && !pattern.contains("|");
        String there = classes(pattern);
        return whole ? there.substring(1, there.length() - 1) : "[\\s\\S]*(?:" + there + ")[\\s\\S]*";
    }

    /** In a class the flag v wants some characters escaped that Java takes as they are; a dash between two characters is a range in both. */
    private static String classes(String pattern) {
        var out = new StringBuilder();
        var found = IN_BRACKETS.matcher(pattern);
        boolean inside = false;
        int at = 0;
        while (found.find()) {
            out.append(pattern, at, found.start());
            at = found.end();
            String piece = found.group();
            if (piece.startsWith("[")) inside = true;
            if (piece.equals("]")) inside = false;
            boolean range = piece.equals("-") && out.charAt(out.length() - 1) != '[' && !out.toString().endsWith("[^") && pattern.charAt(found.end()) != ']';
            boolean escape = inside && piece.length() == 1 && !piece.equals("]") && !piece.equals("[") && !range;
            out.append(escape ? "\\" : "").append(piece);
        }
        return out.append(pattern, at, pattern.length()).toString();
    }
}
