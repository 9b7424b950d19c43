package mayfly.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One command, carried out in this JVM. */
record Said(int code, String out, String err) {
    /** @param state where it keeps its cookies */
    static Said by(String server, Path state, String... arguments) {
        return by(Map.of("MAYFLY_SERVER", server, "XDG_STATE_HOME", state.toString()), 0, "", arguments);
    }

    static Said by(Map<String, String> environment, int columns, String in, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), columns);
        int code = Main.run(List.of(arguments), environment, terminal);
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
