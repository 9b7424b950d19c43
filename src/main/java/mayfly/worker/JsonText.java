package mayfly.worker;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;

/**
 * JSON as it is written (RFC 8259), name by name and value by value. A library's writer would serve as well, but for what the one at hand compiles and formats before its
 * first character: a tenth of a short job's whole work on JDK 17.
 */
final class JsonText implements Closeable {
    private static final String HEX = "0123456789abcdef";
    private final Writer out;
    private boolean follows;

    JsonText(Writer out) {
        this.out = out;
    }

    /** @param bracket { or [ */
    JsonText begin(char bracket) throws IOException {
        separate();
        out.write(bracket);
        follows = false;
        return this;
    }

    /** @param bracket } or ] */
    JsonText end(char bracket) throws IOException {
        out.write(bracket);
        follows = true;
        return this;
    }

    JsonText name(String name) throws IOException {
        separate();
        quote(name);
        out.write(':');
        follows = false;
        return this;
    }

    /** @param text null is written as null */
    JsonText value(String text) throws IOException {
        if (text == null) return raw("null");
        separate();
        quote(text);
        follows = true;
        return this;
    }

    /** A value that is JSON already. */
    JsonText raw(String json) throws IOException {
        separate();
        out.write(json);
        follows = true;
        return this;
    }

    private void separate() throws IOException {
        if (follows) out.write(',');
    }

    private void quote(String text) throws IOException {
        out.write('"');
        for (int i = 0; i < text.length(); i++) character(text.charAt(i));
        out.write('"');
    }

    private void character(char c) throws IOException {
        if (c == '"' || c == '\\') out.write('\\');
        if (c >= ' ') out.write(c);
        else out.write("\\u00" + HEX.charAt(c >> 4) + HEX.charAt(c & 15));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
