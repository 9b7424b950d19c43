package mayfly.web;

import java.util.regex.Pattern;

/** Output of programs made fit for a page: no terminal escapes, of a line that rewrites itself the last state, nothing that turns text. */
final class LogText {
    static final Pattern ESCAPE = Pattern.compile("\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]{0,4096}(?:\u0007|\u001b\\\\)|[ -/]*[0-~])");
    private static final Pattern REWRITTEN = Pattern.compile("[^\\n\\r]*\\r+(?=[^\\n\\r])");
    private static final Pattern TURNING = Pattern.compile("[\\u202a-\\u202e\\u2066-\\u2069]");

    private LogText() { }

    static String of(String raw) {
        String text = raw.indexOf('\u001b') < 0 ? raw : ESCAPE.matcher(raw).replaceAll("");
        if (text.indexOf('\r') >= 0) text = REWRITTEN.matcher(text).replaceAll("").replace("\r", "");
        return safe(text);
    }

    /** Without what turns text or is forbidden on a page; the rest as it is. */
    static String safe(String text) {
        return SafeText.of(turns(text) ? TURNING.matcher(text).replaceAll("\ufffd") : text);
    }

    private static boolean turns(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) >= 0x202a && text.charAt(i) <= 0x2069) return true;
        return false;
    }
}
