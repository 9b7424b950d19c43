package mayfly.launch.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How nice this server is itself, -20 to 19: a service may have been started with some, and {@code nice -n} only adds to it. */
final class Niceness {
    private static final Path STAT = Path.of("/proc/self/stat");
    /** Field 19 of /proc/self/stat, counted from the one after the name; see proc(5). */
    private static final int FIELD = 16;

    private Niceness() { }

    /** 0 where it cannot be read: the trial run then tells whether that was right. */
    static int own() {
        try {
            String stat = new String(Files.readAllBytes(STAT), StandardCharsets.ISO_8859_1);
            // The name stands in brackets and may contain blanks and brackets.
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[FIELD]);
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    /** What has to be added for a program to be as nice as asked for; 0 when the server is as nice or nicer itself. */
    static int beyond(int own, int asked) {
        return Math.max(0, asked - own);
    }
}
