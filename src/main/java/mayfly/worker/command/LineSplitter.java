package mayfly.worker.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * Hands on what a program prints to the job's log, and shows each line to a listener on the way. A line ends with a line feed or a carriage return: programs draw their progress by
 * overwriting a line. A line longer than {@link #LONG} bytes is handed on in pieces that nobody looks at.
 */
final class LineSplitter extends Thread {
    static final int LONG = 64 << 10;
    private final InputStream in;
    private final OutputStream log;
    private final Predicate<String> listener;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);

    /** @param listener gets each line; true = it was for the worker and does not belong in the log */
    LineSplitter(String name, InputStream in, OutputStream log, Predicate<String> listener) {
        super(name);
        setDaemon(true);
        this.in = in;
        this.log = log;
        this.listener = listener;
    }

    @Override
    public void run() {
        byte[] part = new byte[8192];
        try {
            for (int n; (n = in.read(part)) >= 0; ) {
                for (int i = 0; i < n; i++) take(part[i]);
                if (in.available() == 0) log.flush();
            }
            end();
            log.flush();
        } catch (IOException e) {
            // The program's end of the pipe was taken away, or the disk of the log is full; the program itself goes on.
        }
    }

    private void take(byte b) throws IOException {
        line.write(b);
        if (b == '\n' || b == '\r' || line.size() >= LONG) end();
    }

    private void end() throws IOException {
        if (line.size() == 0) return;
        String text = line.size() >= LONG ? "" : line.toString(StandardCharsets.UTF_8).stripTrailing();
        if (text.isEmpty() || !listener.test(text)) line.writeTo(log);
        line.reset();
    }
}
