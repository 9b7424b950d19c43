package mayfly.client;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where words go: results to standard output, everything about the way there to standard error.
 *
 * @param in      for inputs that come from there
 * @param out     results
 * @param err     progress and faults
 * @param columns width of the terminal that {@code err} is; 0 = it is none
 */
record Terminal(InputStream in, PrintStream out, PrintStream err, int columns) {
    private static final Gson PRETTY = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

    /** What a server said, on one line, without what could command a terminal. */
    static String plain(String said) {
        var out = new StringBuilder();
        said.codePoints().forEach(c -> out.appendCodePoint(Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0x2028 || c == 0x2029 ? ' ' : c));
        return out.toString().strip();
    }

    void print(JsonElement json) {
        out.println(PRETTY.toJson(json));
    }

    void say(String words) {
        err.println(words);
    }
}
