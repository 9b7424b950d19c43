package mayfly.app.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;

/** Asks a Redis one thing over a socket of its own: whether it is there, or to end. */
public final class RedisProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private RedisProbe() { }

    /**
     * @throws RedisUnavailable when it does not answer within 5 s or refuses, naming its address (never its password)
     */
    public static void require(URI uri) {
        String address = uri.getScheme() + "://" + uri.getHost() + ":" + port(uri);
        String answer;
        try {
            answer = ask(uri, PATIENCE, "PING");
        } catch (UnknownHostException e) {
            throw new RedisUnavailable("No Redis at " + address + ": no such host; correct MAYFLY_REDIS_URI, or leave it empty for an embedded one");
        } catch (IOException e) {
            throw new RedisUnavailable("No Redis answers at " + address + " (" + e.getMessage()
                    + "); start it, correct MAYFLY_REDIS_URI, or leave it empty for an embedded one");
        }
        if (!answer.equals("+PONG") && !answer.startsWith("-LOADING"))
            throw new RedisUnavailable("The Redis at " + address + " refuses: " + answer.substring(Math.min(1, answer.length()))
                    + "; correct the user, password or database in MAYFLY_REDIS_URI");
    }

    /**
     * @param patience for each step of it
     * @return the first line of the answer, as Redis writes it: "+PONG", "-LOADING ..."; "" when it hung up, as after SHUTDOWN
     */
    static String ask(URI uri, Duration patience, String... command) throws IOException {
        try (Socket socket = connect(uri, patience);
             BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            String refused = authenticate(uri, socket, in);
            if (refused != null) return refused;
            String database = uri.getPath() == null ? "" : uri.getPath().replace("/", "");
            if (!database.isEmpty() && !database.equals("0")) {
                String selected = call(socket, in, "SELECT", database);
                if (!selected.startsWith("+")) return selected;
            }
            return call(socket, in, command);
        }
    }

    private static String authenticate(URI uri, Socket socket, BufferedReader in) throws IOException {
        if (uri.getUserInfo() == null) return null;
        String[] login = uri.getUserInfo().split(":", 2);
        if (login.length < 2) return null;
        String answer = login[0].isEmpty() ? call(socket, in, "AUTH", login[1]) : call(socket, in, "AUTH", login[0], login[1]);
        return answer.startsWith("+") || answer.startsWith("-LOADING") ? null : answer;
    }

    private static String call(Socket socket, BufferedReader in, String... words) throws IOException {
        StringBuilder text = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) text.append('$').append(word.getBytes(StandardCharsets.UTF_8).length).append("\r\n").append(word).append("\r\n");
        socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
        String line = in.readLine();
        return line == null ? "" : line;
    }

    private static Socket connect(URI uri, Duration patience) throws IOException {
        InetSocketAddress address = new InetSocketAddress(uri.getHost(), port(uri));
        if (address.isUnresolved()) throw new UnknownHostException(uri.getHost());
        Socket plain = new Socket();
        try {
            plain.connect(address, (int) patience.toMillis());
            plain.setSoTimeout((int) patience.toMillis());
            if (!"rediss".equals(uri.getScheme())) return plain;
            return ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, uri.getHost(), port(uri), true);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private static int port(URI uri) {
        return uri.getPort() < 0 ? 6379 : uri.getPort();
    }
}
