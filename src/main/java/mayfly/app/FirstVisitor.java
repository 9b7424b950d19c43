package mayfly.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The other half of {@link WarmUp}, for the server of {@code java -jar}: sends submissions that are refused for an input that no process has, so that the JVM has compiled the
 * way from the wire to the check and back before somebody comes. Nothing is created. Over the loopback address, one thread, for a few seconds at most.
 */
final class FirstVisitor {
    private static final Logger LOG = Logger.getLogger(FirstVisitor.class.getName());
    private static final int VISITS = 400;
    private static final long MOST_NANOS = 4_000_000_000L;
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

    private void visit() {
        long until = System.nanoTime() + MOST_NANOS;
        try {
            JsonNode processes = JsonMapper.shared().readTree(get("processes")).path("processes");
            if (processes.isEmpty()) return;
            String process = processes.get(0).path("id").asString();
            for (int i = 0; i < VISITS && System.nanoTime() < until; i++) {
                post("processes/" + process + "/execution");
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
