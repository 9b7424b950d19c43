package mayfly.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The other half of {@link WarmUp}, for the server of {@code java -jar}: sends submissions that are refused for an input that no process has, so that the JVM has compiled the
 * way from the wire to the check and back before somebody comes. Nothing is created. Over the loopback address, one thread, for a few seconds at most.
 */
final class FirstVisitor {
    private static final Logger LOG = Logger.getLogger(FirstVisitor.class.getName());
    private static final int VISITS = 400;
    private static final long MOST_NANOS = 4_000_000_000L;
    /** In our own list of processes; there is no JSON library on this side of the server. */
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([A-Za-z0-9_-]+)\"");
    private static final byte[] REFUSED = "{\"inputs\": {\"no process has this input\": 1}}".getBytes(StandardCharsets.UTF_8);
    private final String url;

    /** @param url of the server, with a slash at its end */
    FirstVisitor(String url) {
        this.url = url;
    }

    void come() {
        var thread = new Thread(this::visit, "mayfly-first-visitor");
        thread.setDaemon(true);
        thread.start();
    }

    void visit() {
        long until = System.nanoTime() + MOST_NANOS;
        try {
            Matcher process = ID.matcher(new String(get("processes"), StandardCharsets.UTF_8));
            if (!process.find()) return;
            for (int i = 0; i < VISITS && System.nanoTime() < until; i++) {
                post("processes/" + process.group(1) + "/execution");
                get("jobs");
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.FINE, "not warmed up", e);
        }
    }

    private byte[] get(String path) throws IOException {
        return answer(open(path));
    }

    private void post(String path) throws IOException {
        HttpURLConnection connection = open(path);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.getOutputStream().write(REFUSED);
        answer(connection);
    }

    private HttpURLConnection open(String path) throws IOException {
        var connection = (HttpURLConnection) URI.create(url + path).toURL().openConnection();
        connection.setConnectTimeout(1000);
        connection.setReadTimeout(5000);
        connection.setRequestProperty("Accept", "application/json");
        return connection;
    }

    /** Read to its end, so that the connection is used again. */
    private static byte[] answer(HttpURLConnection connection) throws IOException {
        try (InputStream in = connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }
}
