package mayfly.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/**
 * One connection to Redis that speaks RESP2 and nothing else, on the JDK alone. A worker says a handful of words in its life: loading a full client for
 * them would cost more than the rest of its start. Not safe for use by several threads at once.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">Redis serialization protocol</a>
 */
public final class Resp implements Closeable {
    /** An error that Redis itself answered; the connection stays usable. */
    public static final class ErrorAnswer extends IOException {
        private static final long serialVersionUID = 1L;

        ErrorAnswer(String message) {
            super(message);
        }
    }

    private final Socket socket;
    private final InputStream in;
    /** What signs in, sent together with the first command: a worker's first word needs one journey instead of two. */
    private final List<List<String>> greeting;
    private boolean greeted;

    /**
     * Connects; signs in with the first command where the address says so.
     *
     * @param uri     redis://user:password@host:port/database, or rediss:// for TLS
     * @param timeout for connecting and for each answer, in ms
     */
    public Resp(URI uri, int timeout) throws IOException {
        socket = "rediss".equals(uri.getScheme()) ? SSLSocketFactory.getDefault().createSocket() : new Socket(Proxy.NO_PROXY);
        try {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 6379 : uri.getPort()), timeout);
            socket.setSoTimeout(timeout);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            greeting = greeting(uri);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static List<List<String>> greeting(URI uri) {
        var out = new ArrayList<List<String>>();
        String user = uri.getUserInfo();
        if (user != null) {
            int colon = user.indexOf(':');
            if (colon <= 0) out.add(List.of("AUTH", user.substring(colon + 1)));
            else out.add(List.of("AUTH", user.substring(0, colon), user.substring(colon + 1)));
        }
        if (uri.getPath() != null && uri.getPath().length() > 1) out.add(List.of("SELECT", uri.getPath().substring(1)));
        return out;
    }

    /**
     * Sends one command and waits for its answer.
     *
     * @return String, Long, List of these, or null
     * @throws ErrorAnswer when Redis answers with an error
     */
    public Object call(String... command) throws IOException {
        return call(List.of(command));
    }

    public Object call(List<String> command) throws IOException {
        var out = new ByteArrayOutputStream(1024);
        if (!greeted) for (List<String> word : greeting) write(out, word);
        write(out, command);
        out.writeTo(socket.getOutputStream());
        if (!greeted) for (int i = 0; i < greeting.size(); i++) read();
        greeted = true;
        return read();
    }

    private static void write(ByteArrayOutputStream out, List<String> command) throws IOException {
        line(out, '*', command.size());
        for (String word : command) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            line(out, '$', bytes.length);
            out.write(bytes);
            out.write('\r');
            out.write('\n');
        }
    }

    private static void line(ByteArrayOutputStream out, char type, int number) {
        out.writeBytes((type + Integer.toString(number) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private Object read() throws IOException {
        String line = readLine();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> rest;
            case '-' -> throw new ErrorAnswer(rest);
            case ':' -> Long.valueOf(rest);
            case '$' -> readBulk(Integer.parseInt(rest));
            case '*' -> readList(Integer.parseInt(rest));
            default -> throw new IOException("not the Redis protocol: " + line);
        };
    }

    private String readBulk(int length) throws IOException {
        if (length < 0) return null;
        byte[] bytes = in.readNBytes(length + 2);
        if (bytes.length < length + 2) throw new EOFException("Redis closed the connection");
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private List<Object> readList(int length) throws IOException {
        if (length < 0) return null;
        var out = new ArrayList<Object>(length);
        for (int i = 0; i < length; i++) out.add(read());
        return out;
    }

    private String readLine() throws IOException {
        var out = new StringBuilder();
        for (int c = in.read(); c != '\r'; c = in.read()) {
            if (c < 0) throw new EOFException("Redis closed the connection");
            out.append((char) c);
        }
        in.read();
        if (out.isEmpty()) throw new IOException("not the Redis protocol: empty line");
        return out.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
