package mayfly.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A worker started ahead of its job: {@code Standby REHEARSAL_ORDER READY_FILE}. It rehearses, says by an empty file that it is ready, and waits on its standard input for one
 * line, the path of its order; from there on it is the worker of {@link Main}. It goes, with exit code 0, when its input ends without a word: the application that started
 * it has ended.
 */
final class Standby {
    private Standby() { }

    public static void main(String[] args) throws Exception {
        var rehearsal = new Rehearsal(Path.of(args[0]));
        rehearsal.run();
        Files.createFile(Path.of(args[1]));
        String line = line();
        if (line.isEmpty()) Runtime.getRuntime().halt(0);
        Order order = Order.read(Path.of(line));
        Usage.begin();
        Main.carryOut(order, order.link(rehearsal.link()));
    }

    /** Byte by byte from the pipe itself: there is only this one line, and nothing in between may have read more. */
    private static String line() throws IOException {
        var out = new ByteArrayOutputStream(256);
        for (int b = System.in.read(); b >= 0; b = System.in.read()) {
            if (b == '\n') return out.toString(StandardCharsets.UTF_8);
            out.write(b);
        }
        return "";
    }
}
