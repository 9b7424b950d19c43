package mayfly.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** One kept connection that sends ready bytes and reads answers; as little of HTTP as that takes, so that the generator costs less than what it measures. */
final class Wire implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private byte[] buffer = new byte[65_536];
    private int end;

    Wire(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        in = socket.getInputStream();
    }

    /** A request as it goes over the wire. @param headers lines, each with its line end */
    static byte[] request(String method, String path, String headers, String body) {
        String length = body.isEmpty() ? "" : "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n";
        return (method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + length + "\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    /** @return the answer's status */
    int send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        end = 0;
        int head = readHead();
        String lines = new String(buffer, 0, head, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int length = lines.indexOf("\r\ncontent-length:");
        if (length >= 0) fill(head + Integer.parseInt(lines.substring(length + 17, lines.indexOf('\r', length + 2)).strip()));
        else if (lines.contains("\r\ntransfer-encoding: chunked")) while (!endsChunked()) read();
        return Integer.parseInt(lines.substring(9, 12));
    }

    /** The last answer, for those who want to see why it is not what was expected. */
    String last() {
        return new String(buffer, 0, end, StandardCharsets.UTF_8);
    }

    private int readHead() throws IOException {
        int from = 0;
        while (true) {
            read();
            for (int i = from; i + 3 < end; i++) {
                if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') return i + 4;
            }
            from = Math.max(0, end - 3);
        }
    }

    private void fill(int size) throws IOException {
        while (end < size) read();
    }

    private boolean endsChunked() {
        return end >= 5 && new String(buffer, end - 5, 5, StandardCharsets.ISO_8859_1).equals("0\r\n\r\n");
    }

    private void read() throws IOException {
        if (end == buffer.length) buffer = Arrays.copyOf(buffer, end * 2);
        int n = in.read(buffer, end, buffer.length - end);
        if (n < 0) throw new EOFException("the server has closed the connection");
        end += n;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
